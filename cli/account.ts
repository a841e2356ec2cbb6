import type { Account } from "../activities/accounts.ts";
import { createAircallClient } from "../aircall/client.ts";
import { createPacer } from "../aircall/pacer.ts";
import type { Config } from "./config.ts";
import type { Logger } from "./log.ts";

/** The configured account, and what this process has seen of its credential. */
export interface OpenAccount extends Account {
  /** Null before the first answer of Aircall. */
  readonly credentialGood: () => boolean | null;
}

/** Opens the account's client. All its requests of this process share one pace. */
export function openAccount(config: Config, log: Logger): OpenAccount {
  const { credential, AIRCALL_ACCOUNT: account } = config;
  if (!credential) throw new Error("a credential was not asked for");
  let good: boolean | null = null;
  const client = createAircallClient({
    baseUrl: config.AIRCALL_BASE_URL,
    credential,
    pacer: createPacer(config.AIRCALL_REQUESTS_PER_MINUTE),
    onCredential: (accepted) => {
      if (good !== accepted && !accepted) {
        log.error(
          { account },
          "Aircall refuses the credential; voicemails wait until AIRCALL_API_ID and AIRCALL_API_TOKEN are good again",
        );
      }
      if (good === false && accepted) log.info({ account }, "Aircall takes the credential again");
      good = accepted;
    },
  });
  return { client, tags: new Map(), dryRun: config.DRY_RUN, credentialGood: () => good };
}
