import type { Credential } from "../domain/account/credential.ts";
import { withCredential } from "./with-credential.ts";

/**
 * The company of a credential, by `GET /v1/integrations/me`; null where Aircall names none. That it answers a key, and
 * not a token alone, is a guess: docs/decisions/0044-companies-behind-one-port.md.
 *
 * @throws AircallError when it does not answer, or refuses
 */
export async function companyOf(
  baseUrl: string,
  credential: Credential,
  signal?: AbortSignal,
): Promise<number | null> {
  const { company_id: id } = await withCredential(baseUrl, credential, (client) =>
    client.integrations.me(signal ? { signal } : {}),
  );
  return id ?? null;
}
