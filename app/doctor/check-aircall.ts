import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { AnswerFacts } from "../../aircall/http/transport.ts";
import { usualRequestsPerMinute } from "../../domain/aircall-limits.ts";
import { wayToGoodCredential } from "../accounts/good-credential.ts";
import type { OpenAccount, UsableAccount } from "../open-account.ts";
import type { AccountConfig } from "../../platform/config/sections/account.ts";
import { bad, good, messageOf, type Check } from "./check.ts";

/** Aircall gives the time to the second, and an answer takes a while to arrive. */
const toleratedSkewMs = 5_000;

/**
 * One ping, the only request that needs no permit: it must answer also when Temporal is not reached.
 *
 * @param factsOf what the headers of the last answer say
 */
export async function checkAircall(
  account: UsableAccount,
  { client }: Pick<OpenAccount, "client">,
  factsOf: () => AnswerFacts | null,
): Promise<Check[]> {
  const { credential } = account;
  if ("disconnected" in credential) {
    return [
      bad(
        "aircall",
        `the account is disconnected: ${credential.disconnected}; its work waits`,
        wayToGoodCredential(account),
      ),
    ];
  }
  const kind =
    "accessToken" in credential ? "an OAuth access token (Bearer)" : "an API key (Basic)";
  const { host } = new URL(account.baseUrl);
  let aircall: Check;
  try {
    await client.company.ping();
    aircall = good("aircall", `${host} takes the credential, ${kind}`);
  } catch (error) {
    aircall = refusal(error, account, kind);
  }
  const facts = factsOf();
  return facts ? [aircall, checkLimit(account, facts), checkClock(facts)] : [aircall];
}

function refusal(error: unknown, account: UsableAccount, kind: string): Check {
  const { host } = new URL(account.baseUrl);
  const status = error instanceof AircallHttpError ? error.status : null;
  if (status === 401 || status === 403) {
    return bad(
      "aircall",
      `${host} refuses the credential, ${kind}: ${status}`,
      wayToGoodCredential(account),
    );
  }
  if (status === 429) {
    return bad(
      "aircall",
      `${host} answers 429: the limit is used up`,
      "wait a minute; see who else uses this key",
    );
  }
  if (status !== null) {
    return bad(
      "aircall",
      `${host} answers ${status}`,
      "see status.aircall.io; AIRCALL_BASE_URL must name Aircall's API",
    );
  }
  return bad(
    "aircall",
    `${host}: ${messageOf(error)}`,
    "let this machine reach it; AIRCALL_BASE_URL must name Aircall's API",
  );
}

function checkLimit({ requestsPerMinute }: AccountConfig, { limit }: AnswerFacts): Check {
  const ours = requestsPerMinute ?? usualRequestsPerMinute;
  if (limit === null) {
    return good("limit", `Aircall did not say; ${ours} requests a minute are assumed`);
  }
  const detail = `Aircall grants ${limit} requests a minute; Afterbeep uses ${ours}`;
  return ours <= limit
    ? good("limit", detail)
    : bad("limit", detail, `set AIRCALL_REQUESTS_PER_MINUTE=${limit}`);
}

function checkClock({ date }: AnswerFacts): Check {
  if (date === null) return good("clock", "Aircall did not say its time");
  const skewMs = Date.now() - date;
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const detail = `${seconds} s ${skewMs < 0 ? "behind" : "ahead of"} Aircall's`;
  return Math.abs(skewMs) <= toleratedSkewMs
    ? good("clock", "runs with Aircall's")
    : bad(
        "clock",
        detail,
        "set the machine's clock by NTP: links to recordings are good for minutes",
      );
}
