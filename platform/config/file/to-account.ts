import type { LineSettings } from "../../../domain/account/account-settings.ts";
import type { ConfiguredAccount } from "../configured-account.ts";
import { credentialIn } from "./checks/check-accounts.ts";
import type { AccountEntry } from "./schema/accounts.ts";

/** What the environment says of every account. */
export interface ForAll {
  readonly baseUrl: string;
  /** On: the file cannot say otherwise. */
  readonly dryRun: boolean;
}

/** An account of the file as everything takes it. */
export function toAccount(name: string, entry: AccountEntry, forAll: ForAll): ConfiguredAccount {
  const { aircall, crm, enrichContacts } = entry;
  const lines = Object.entries(entry.lines ?? {}).map(([id, line]) => [Number(id), line] as const);
  return {
    name,
    origin: "file",
    credential: credentialIn(entry),
    baseUrl: aircall.baseUrl ?? forAll.baseUrl,
    webhookTokens: entry.webhookTokens ?? [],
    lines: entry.only ?? [],
    requestsPerMinute: aircall.requestsPerMinute ?? null,
    dryRun: forAll.dryRun || entry.dryRun === true,
    settings: {
      lineLanguages: new Map(
        lines.flatMap(([id, { language }]) => (language ? [[id, language] as const] : [])),
      ),
      lineSettings: new Map(lines.map(([id, line]) => [id, toLine(line)] as const)),
      keywords: entry.keywords ?? [],
      vipNumbers: entry.vipNumbers ?? [],
      hours: entry.hours ?? null,
      tagNames: new Map(
        Object.entries(entry.tagNames ?? {}).flatMap(([ours, theirs]) =>
          theirs === undefined ? [] : [[ours, theirs] as const],
        ),
      ),
    },
    ...(crm === undefined ? {} : { crm }),
    ...(enrichContacts === undefined ? {} : { enrichContacts }),
  };
}

function toLine(line: NonNullable<AccountEntry["lines"]>[string]): LineSettings {
  return {
    hours: line.hours ?? null,
    timeZone: line.timeZone ?? null,
    holidays: new Set(line.holidays),
  };
}
