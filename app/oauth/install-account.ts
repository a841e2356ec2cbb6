import { AircallError } from "../../aircall/http/errors.ts";
import { TokenRefusedError, type TokenClient } from "../../aircall/oauth/token-client.ts";
import type { Installed } from "../../client/oauth/pages.ts";
import { AccountTakenError } from "../../domain/account/installation-errors.ts";
import type { Installation, OAuthTokens } from "../../domain/account/installation.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { Config } from "../../platform/config/load-config.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { KeptLedger } from "../ledger/keep-ledger.ts";
import { accountNameFor } from "./account-name.ts";
import { completeInstallation } from "./complete-installation.ts";
import { withCredential } from "../with-credential.ts";

export interface InstallOptions {
  readonly config: Pick<Config, "receiver" | "storage" | "media">;
  /** Of Aircall. */
  readonly baseUrl: string;
  /** Whether nothing may be written for an account. */
  readonly isDryRun: (account: string) => boolean;
  readonly tokenClient: TokenClient;
  readonly ledger: KeptLedger;
  /** Names of accounts that have a key of their own, or whose name an installation may not take. */
  readonly isNameTaken: (name: string) => boolean;
  readonly log: Logger;
  /** The account is connected. Awaited: when the page is there the account is served. */
  readonly onConnected: (account: string) => Promise<void>;
  /** What is left to do at Aircall did not work, and is to be tried again. */
  readonly onIncomplete: (account: string) => void;
}

type Company = { readonly id: number | null; readonly name: string | null };

/** From a code to an account that is served. Each step may be the last one of a process: installing again goes on. */
export async function installAccount(
  code: string,
  askedFor: string | null,
  options: InstallOptions,
): Promise<Installed> {
  const { tokenClient, log, baseUrl, isDryRun, config, onConnected, onIncomplete } = options;
  let tokens: OAuthTokens;
  try {
    tokens = await tokenClient.exchange(code);
  } catch (error) {
    log.warn(loggable(error), "an installation was begun, and Aircall gave no token for its code");
    return refusalOf(error);
  }
  return withCredential(baseUrl, tokens, async (client): Promise<Installed> => {
    let company: Company;
    try {
      const { company_id: id } = await client.integrations.me();
      // A company without a name can be served as well.
      const name = await client.company.name().catch(() => null);
      company = { id: id ?? null, name };
    } catch (error) {
      log.warn(loggable(error), "an installation cannot go on: Aircall does not name its company");
      if (error instanceof AircallError) return { kind: "aircall-down" };
      throw error;
    }
    let connected: Connected;
    let ledger: Ledger;
    try {
      ledger = await options.ledger.get();
      connected = await connect(ledger, { company, tokens, askedFor }, options);
    } catch (error) {
      log.warn(loggable(error), "an installation cannot be kept");
      return unkept(error, askedFor);
    }
    const { installation, wasConnected } = connected;
    const { account } = installation;
    log.info({ account, company: company.id, again: wasConnected }, "the account is connected");
    await onConnected(account);
    let isComplete = false;
    const dryRun = isDryRun(account);
    if (!dryRun) {
      try {
        const forgetsOthers = !wasConnected;
        await completeInstallation({ account, client, ledger, config, forgetsOthers });
        isComplete = true;
      } catch (error) {
        log.warn({ account, ...loggable(error) }, "the account's events cannot be asked for now");
        onIncomplete(account);
      }
    }
    return {
      kind: "connected",
      account,
      company: installation.companyName,
      askedFor: askedFor !== null && askedFor !== account ? askedFor : null,
      isComplete,
      dryRun,
    };
  });
}

interface Connected {
  readonly installation: Installation;
  readonly wasConnected: boolean;
}

async function connect(
  { installations }: Ledger,
  {
    company,
    tokens,
    askedFor,
  }: {
    readonly company: Company;
    readonly tokens: OAuthTokens;
    readonly askedFor: string | null;
  },
  { isNameTaken }: InstallOptions,
): Promise<Connected> {
  const { id, name } = company;
  const known = id === null ? null : await installations.findCompany(id);
  const others = new Set((await installations.list()).map(({ account }) => account.toLowerCase()));
  const isTaken = (one: string): boolean => isNameTaken(one) || others.has(one.toLowerCase());
  const account = known?.account ?? askedFor ?? accountNameFor(company, isTaken);
  const before = known ?? (await installations.find(account));
  const installation = await installations.connect({
    account,
    company: id === null ? null : { id, name },
    tokens,
  });
  return { installation, wasConnected: before?.state === "connected" };
}

function refusalOf(error: unknown): Installed {
  if (error instanceof TokenRefusedError) {
    if (error.word === "invalid_client") return { kind: "wrong-client" };
    return { kind: error.status >= 500 ? "aircall-down" : "wrong-code" };
  }
  if (error instanceof AircallError) return { kind: "aircall-down" };
  throw error;
}

function unkept(error: unknown, askedFor: string | null): Installed {
  if (error instanceof AccountTakenError) {
    return { kind: "other-company", account: askedFor ?? "" };
  }
  // By its name: the ledger's code is loaded only where it is used.
  if (error instanceof Error && error.name === "LedgerError") {
    return { kind: "not-kept", isKey: "fault" in error && error.fault === "key" };
  }
  throw error;
}
