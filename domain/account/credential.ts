/** How an account proves itself to Aircall: Basic or Bearer. */
export type Credential =
  { readonly apiId: string; readonly apiToken: string } | { readonly accessToken: string };

/** An account whose company has removed us, or whose token is lost: nothing is sent until it is installed again. */
export interface Disconnected {
  /** Why, in words for people. */
  readonly disconnected: string;
}
