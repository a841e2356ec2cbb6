import type { Credential } from "../../../../domain/account/credential.ts";
import type { ValueFault } from "../problems/issue-problems.ts";
import { pathText, type Path } from "../path.ts";
import type { AccountEntry } from "../schema/accounts.ts";
import type { WellFormed } from "./parts.ts";

/** Two entries for one company would serve each voicemail twice: a key, a token or a line tells. */
export function checkAccounts(
  { accounts }: WellFormed,
  ofEnvironment: { readonly credential: Credential | null; readonly baseUrl: string },
): ValueFault[] {
  const { credential, baseUrl } = ofEnvironment;
  const keys = new Map<string, string>();
  if (credential) keys.set(keyOf(credential), "the account of AIRCALL_* in the environment");
  const lines = new Map<string, string>();
  return [...accounts].flatMap(([name, account]) => {
    const faults: ValueFault[] = [];
    const given = credentialIn(account);
    if (given) {
      const key = "accessToken" in given ? "accessToken" : "apiId";
      const path = ["accounts", name, "aircall", key];
      const first = keys.get(keyOf(given));
      keys.set(keyOf(given), first ?? pathText(path));
      if (first !== undefined) faults.push(sameCompany(path, first));
    }
    for (const { id, path } of linesOf(name, account)) {
      const line = `${account.aircall.baseUrl ?? baseUrl} ${id}`;
      const owner = lines.get(line);
      lines.set(line, owner ?? name);
      if (owner !== undefined && owner !== name) faults.push(sameLine(path, owner));
    }
    return faults;
  });
}

/** What an account of the file proves itself with; null where OAuth brings it. */
export function credentialIn({ aircall }: AccountEntry): Credential | null {
  const { apiId, apiToken, accessToken } = aircall;
  if (accessToken !== undefined) return { accessToken };
  return apiId !== undefined && apiToken !== undefined ? { apiId, apiToken } : null;
}

const keyOf = (credential: Credential): string =>
  "accessToken" in credential ? `token ${credential.accessToken}` : `key ${credential.apiId}`;

function sameCompany(path: Path, first: string): ValueFault {
  return {
    path,
    fault: `is the same credential as ${first}`,
    expected: "one entry a company",
    example: "one entry, with the settings of both",
  };
}

function sameLine(path: Path, owner: string): ValueFault {
  return {
    path,
    fault: `is a line that ${owner} has, too`,
    expected: "each line in the account that it belongs to",
    example: "only: [ 123 ]",
  };
}

function linesOf(name: string, account: AccountEntry): { id: number; path: Path }[] {
  return [
    ...(account.only ?? []).map((id, at) => ({ id, path: ["accounts", name, "only", at] })),
    ...Object.keys(account.lines ?? {}).map((id) => ({
      id: Number(id),
      path: ["accounts", name, "lines", id],
    })),
  ];
}
