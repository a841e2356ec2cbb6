/** How an account proves itself to Aircall: Basic or Bearer. */
export type Credential =
  { readonly apiId: string; readonly apiToken: string } | { readonly accessToken: string };
