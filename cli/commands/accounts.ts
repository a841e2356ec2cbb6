import type { ConfiguredAccount } from "../../app/accounts/account-source.ts";
import { AccountChoiceError } from "../../app/accounts/choose-account.ts";
import { joinInstalled } from "../../app/accounts/with-installed.ts";
import { worthOf, type InstalledAccount } from "../../app/accounts/installed-accounts.ts";
import { openLedgerOf } from "../../app/ledger/open-ledger.ts";
import { disconnectInstallation } from "../../app/oauth/disconnect-account.ts";
import { installUrl } from "../../client/oauth/oauth-paths.ts";
import { accountName } from "../../domain/account/account-id.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { loadConfiguration, type Configuration } from "../../platform/config/load-accounts.ts";
import { createLog } from "../../platform/telemetry/log.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { mayGoOn } from "../print/agrees.ts";
import { createAnswers } from "../print/answers.ts";

/** A line of `accounts list --json`. */
interface ListedAccount {
  readonly account: string;
  readonly company: string | null;
  readonly companyId: number | null;
  readonly origin: ConfiguredAccount["origin"];
  /** `configured`: with a key of its own. `unreadable`: no key of ours opens its token. */
  readonly state: "configured" | "connected" | "disconnected" | "not-installed" | "unreadable";
  /** Of the state, milliseconds since the epoch; null where nobody knows. */
  readonly since: number | null;
  readonly reason: string | null;
}

/** Shows all accounts, a line each. */
export async function listAccounts({ env, options: { json } }: Call): Promise<number> {
  const read = loadConfiguration(env);
  await using ledger = await openLedgerOf(read.config.storage);
  const installed = await installedIn(ledger, read);
  const answers = createAnswers<ListedAccount>(json, inWords);
  const all = joinInstalled(read.accounts, installed, forAll(read));
  for (const one of all) {
    answers.print(
      listed(
        one,
        installed.find(({ account }) => account === one.name),
      ),
    );
  }
  if (all.length === 0 && !json) {
    process.stdout.write(
      "no account yet; afterbeep accounts connect <name> shows where to begin\n",
    );
  }
  return exitCodes.done;
}

/** Prints where somebody of the company goes. */
export function connectAccount({
  env,
  args: [name],
  options: { json },
}: Call<[name: string]>): number {
  const { config, accounts } = loadConfiguration(env, { publicUrl: true, installs: true });
  if (!accountName.test(name)) {
    throw new AccountChoiceError("error: a name is 1 to 48 letters, digits, _ or -");
  }
  const other = accounts.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (other && (other.credential !== null || other.name !== name)) {
    throw new AccountChoiceError(
      other.name === name
        ? `error: account ${name} has a key of its own, and is not connected by a click`
        : `error: ${name} differs from ${other.name} by case only: choose another name`,
    );
  }
  const url = installUrl(config.receiver.publicUrl ?? "", name);
  process.stdout.write(`${json ? JSON.stringify({ account: name, url }) : url}\n`);
  if (!json) process.stderr.write("Send this link to an Aircall administrator of the company.\n");
  return exitCodes.done;
}

/** Ends an installation. */
export async function disconnectAccount({
  env,
  args: [name],
  options: { json, yes = false },
}: Call<[name: string], { readonly yes?: boolean }>): Promise<number> {
  const read = loadConfiguration(env);
  await using ledger = await openLedgerOf(read.config.storage);
  const installation = await ledger.installations.find(name);
  if (!installation) {
    const names = (await ledger.installations.list()).map(({ account }) => account);
    throw new AccountChoiceError(
      `error: no account ${name} is installed; installed: ${names.join(", ") || "none"}`,
    );
  }
  const who = installation.companyName ?? "its company";
  const question = `Disconnect ${name} (${who})? Its voicemails are not served until it is installed again.`;
  if (!(await mayGoOn(question, yes))) return exitCodes.no;
  const configured = read.accounts.find((one) => one.name === name);
  const { baseUrl, dryRun } = configured ?? forAll(read);
  const { config } = read;
  const webhooks = await disconnectInstallation({
    account: name,
    ledger,
    config,
    baseUrl,
    dryRun,
  });
  const answer = { account: name, state: "disconnected", webhooks };
  process.stdout.write(
    json
      ? `${JSON.stringify(answer)}\n`
      : `${name} is disconnected; webhooks removed at Aircall: ${webhooks}\n`,
  );
  return exitCodes.done;
}

function installedIn(
  { installations }: Ledger,
  { config: { telemetry } }: Configuration,
): Promise<readonly InstalledAccount[]> {
  // The list says itself what cannot be read.
  const log = createLog({ ...telemetry, logLevel: "silent" });
  return installations
    .list()
    .then((all) => Promise.all(all.map((one) => worthOf(one, installations.tokens, log))));
}

function forAll({ config: { account } }: Configuration): { baseUrl: string; dryRun: boolean } {
  return { baseUrl: account.baseUrl, dryRun: account.dryRun };
}

function listed(
  { name, origin, byOAuth }: ConfiguredAccount,
  installed: InstalledAccount | undefined,
): ListedAccount {
  const nothing = { company: null, companyId: null, since: null, reason: null };
  if (byOAuth !== true) return { account: name, ...nothing, origin, state: "configured" };
  if (!installed) return { account: name, ...nothing, origin, state: "not-installed" };
  const { companyName, companyId, state, reason, installedAt, changedAt, credential } = installed;
  return {
    account: name,
    company: companyName,
    companyId,
    origin,
    state: credential === null ? "unreadable" : state,
    since: state === "connected" ? installedAt : changedAt,
    reason:
      credential === null ? "AFTERBEEP_ENCRYPTION_KEY does not open its token" : (reason ?? null),
  };
}

function inWords({ account, company, origin, state, since, reason }: ListedAccount): string {
  const parts = [
    account.padEnd(20),
    state.padEnd(13),
    origin.padEnd(11),
    (company ?? "").padEnd(20),
    since === null ? "" : new Date(since).toISOString().slice(0, 10),
    reason ?? "",
  ];
  return parts.join("  ").trimEnd();
}
