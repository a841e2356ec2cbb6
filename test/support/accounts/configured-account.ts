import type { UsableAccount } from "../../../app/open-account.ts";
import { noSettings } from "../../../domain/account/account-settings.ts";

/** An account as a file has it. */
export function configuredAccount(more: Partial<UsableAccount> = {}): UsableAccount {
  return {
    name: "acme",
    origin: "file",
    baseUrl: "http://127.0.0.1:1",
    credential: { apiId: "id", apiToken: "token" },
    webhookTokens: ["hook"],
    lines: [],
    requestsPerMinute: 2_000,
    dryRun: false,
    settings: noSettings,
    ...more,
  };
}
