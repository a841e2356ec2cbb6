import { z } from "zod";

/** An application of a technology partner, as Aircall knows it. */
export const clientSchema = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Others are refused before anybody is asked. Absent: any will do. */
  redirectUris: z.array(z.url()).optional(),
});

export type Client = z.infer<typeof clientSchema>;

/** Who may ask for consent. While none is named, any client will do. */
export interface Clients {
  list: readonly Client[];
}

/** Whether this is a client, with the right secret where one is asked for. */
export function isKnown({ list }: Clients, clientId: string, secret?: string): boolean {
  if (list.length === 0) return true;
  return list.some(
    (one) => one.clientId === clientId && (secret === undefined || one.clientSecret === secret),
  );
}

/** Whether a client may send people back to this address. */
export function mayReturnTo({ list }: Clients, clientId: string, redirectUri: string): boolean {
  const client = list.find((one) => one.clientId === clientId);
  return client?.redirectUris?.includes(redirectUri) ?? true;
}
