import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { OpenAccount } from "../open-account.ts";
import type { Permits } from "../session/with-permits.ts";
import { bad, good, messageOf, type Check } from "./check.ts";

const check = "aircall-ai";
const noCall = "there is no call yet to ask about; run afterbeep doctor after the first";

/**
 * Whether the account has Aircall AI: by the transcript of its latest call. Two requests, each after
 * its permit.
 */
export async function checkAircallAi(
  { client }: Pick<OpenAccount, "client">,
  permits: Pick<Permits, "take">,
): Promise<Check> {
  try {
    await permits.take();
    const latest = await client.calls.latest();
    if (!latest) return good(check, noCall);
    await permits.take();
    await client.transcriptions.get(latest.id);
    return good(check, "the account has Aircall AI, and its latest call a transcript");
  } catch (error) {
    const status = error instanceof AircallHttpError ? error.status : null;
    if (status === 404) {
      return good(check, "the account has Aircall AI; its latest call has no transcript");
    }
    return status === 403
      ? bad(
          check,
          "the account has no Aircall AI: 403; other engines hear every voicemail",
          "buy Aircall AI, or switch it on, in Aircall's dashboard; or take aircall out of TRANSCRIBERS and run afterbeep setup",
        )
      : bad(check, `could not be asked: ${messageOf(error)}`, "run afterbeep doctor again");
  }
}
