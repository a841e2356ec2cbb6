import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { configFiles } from "../../../platform/config/file/config-path.ts";
import { loadAccounts, loadConfiguration } from "../../../platform/config/load-accounts.ts";
import { loadConfig } from "../../../platform/config/load-config.ts";
import {
  configFile,
  configuredBy,
  inShort,
  problemsBy,
  problemsOf,
} from "../../support/config/config-file.ts";

const byEnvironment = { AIRCALL_API_ID: "id", AIRCALL_API_TOKEN: "token", AIRCALL_ACCOUNT: "main" };
const two = `
accounts:
  acme: { aircall: { apiId: "\${ID}", apiToken: "\${TOKEN}" } }
  beta: { aircall: { oauth: true } }
`;
const filled = { ID: "id-of-acme", TOKEN: "token-of-acme" };

test("without a file there is the account of the environment, as ever", () => {
  const env = { ...byEnvironment, AFTERBEEP_CONFIG: "off", BUSINESS_HOURS: "Mon-Fri 09:00-17:30" };
  const { account, credential } = loadConfig(env);
  expect(loadAccounts(env)).toEqual([{ ...account, credential, origin: "environment" }]);
  expect(loadConfiguration(env).file).toBeNull();
});

test("and what is wrong with the environment is told in the very same words", () => {
  const env = { AFTERBEEP_CONFIG: "off", WEBHOOK_PORT: "eighty" };
  const needs = { credential: true, webhookToken: () => false } as const;
  const message = (load: () => unknown): string => {
    try {
      load();
    } catch (error) {
      return String(error);
    }
    throw new Error("nothing was wrong");
  };
  expect(message(() => loadAccounts(env, needs))).toBe(message(() => loadConfig(env, needs)));
});

test("a file without accounts leaves the account of the environment alone", () => {
  const { accounts, file } = configuredBy("destinations: {}", byEnvironment, { credential: true });
  expect(accounts).toMatchObject([{ name: "main", origin: "environment" }]);
  expect(file?.entries.destinations).toEqual({});
  expect(problemsOf("destinations: {}", {}, { credential: true }).map(inShort)).toEqual([
    "AIRCALL_API_ID",
    "AIRCALL_API_TOKEN",
  ]);
});

test("accounts of a file need no credential of the environment; where it has one, it stands beside them", () => {
  const needs = { credential: true, webhookToken: () => false } as const;
  const names = (env: object): string[] =>
    configuredBy(two, { ...filled, ...env }, needs).accounts.map(
      ({ name, origin }) => `${name} of the ${origin}`,
    );
  expect(names({})).toEqual(["acme of the file", "beta of the file"]);
  expect(names({ ...byEnvironment, AIRCALL_WEBHOOK_TOKEN: "hook" })).toEqual([
    "main of the environment",
    "acme of the file",
    "beta of the file",
  ]);
  // Half a credential is a slip, not a wish to go without.
  expect(problemsOf(two, { ...filled, AIRCALL_API_ID: "id" }, needs).map(inShort)).toEqual([
    "AIRCALL_API_TOKEN",
    "AIRCALL_WEBHOOK_TOKEN",
  ]);
});

test("one name, one credential, one account: also between the file and the environment", () => {
  const same = { ...filled, ...byEnvironment, AIRCALL_API_ID: filled.ID, AIRCALL_ACCOUNT: "Beta" };
  expect(problemsOf(two, same).map(inShort)).toEqual([
    "3:29 accounts.acme.aircall.apiId",
    "4:3 accounts.beta",
  ]);
});

test("an account of the file is what everything takes", () => {
  const [acme, beta] = configuredBy(
    `
accounts:
  acme:
    aircall: { accessToken: "\${file:token}", requestsPerMinute: "\${RATE}", baseUrl: "http://127.0.0.1:9" }
    webhookTokens: [one, two]
    dryRun: on
    only: [123, 456]
    lines:
      123: { language: en+es, hours: Mon-Fri 09:00-18:00, timeZone: Europe/Paris, holidays: [2026-12-25] }
      456: { language: fr }
    hours: Sat-Sun 10:00-12:00
    vipNumbers: ["+442079460958"]
    tagNames: { "voicemail:urgent": Dringend }
    keywords: [Voltaris]
    crm: crm
    enrichContacts: propose
  beta: { aircall: { oauth: true } }
destinations:
  crm: { kind: hubspot, token: t }
`.replace("${file:token}", `\${file:${writtenToken("  secret\n")}}`),
    { RATE: "60", AIRCALL_BASE_URL: "https://eu.example.com" },
  ).accounts;
  const weekend = [true, false, false, false, false, false, true];
  expect(acme).toEqual({
    name: "acme",
    origin: "file",
    credential: { accessToken: "secret" },
    baseUrl: "http://127.0.0.1:9",
    webhookTokens: ["one", "two"],
    lines: [123, 456],
    requestsPerMinute: 60,
    dryRun: true,
    settings: {
      lineLanguages: new Map([
        [123, ["en", "es"]],
        [456, ["fr"]],
      ]),
      lineSettings: new Map([
        [
          123,
          {
            hours: { open: [false, true, true, true, true, true, false], opens: 540, closes: 1080 },
            timeZone: "Europe/Paris",
            holidays: new Set(["2026-12-25"]),
          },
        ],
        [456, { hours: null, timeZone: null, holidays: new Set() }],
      ]),
      keywords: ["Voltaris"],
      vipNumbers: ["+442079460958"],
      hours: { open: weekend, opens: 600, closes: 720 },
      tagNames: new Map([["voicemail:urgent", "Dringend"]]),
    },
    crm: "crm",
    enrichContacts: "propose",
  });
  expect(beta).toMatchObject({
    credential: null,
    baseUrl: "https://eu.example.com",
    requestsPerMinute: null,
    dryRun: false,
    lines: [],
  });
});

test("DRY_RUN holds for every account, whatever the file says", () => {
  const file = "accounts: { a: { aircall: { oauth: true }, dryRun: false } }";
  expect(configuredBy(file).accounts).toMatchObject([{ dryRun: false }]);
  expect(configuredBy(file, { DRY_RUN: "on" }).accounts).toMatchObject([{ dryRun: true }]);
});

test("anchors, aliases and merged maps are understood", () => {
  const { accounts } = configuredBy(`
accounts:
  acme: &usual
    hours: &office Mon-Fri 09:00-17:30
    aircall: { oauth: true }
  beta: { <<: *usual, keywords: [Beta] }
  gamma: { hours: Sat-Sat 09:00-10:00, <<: *usual, lines: { 7: { hours: *office } } }
`);
  const [acme, beta, gamma] = accounts.map(({ settings }) => settings);
  expect(beta).toMatchObject({ hours: acme?.hours, keywords: ["Beta"] });
  expect(gamma?.hours?.closes).toBe(600);
  expect(gamma?.lineSettings.get(7)?.hours).toEqual(acme?.hours);
});

test("a file that goes away is a problem where somebody named it, or had one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-no-config-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const gone = { ...byEnvironment, AFTERBEEP_CONFIG: join(folder, "afterbeep.yaml") };
  const [problem] = problemsBy(() => loadAccounts(gone));
  expect(problem).toMatchObject({
    variable: "AFTERBEEP_CONFIG",
    fault: `is ${gone.AFTERBEEP_CONFIG}, which cannot be read (ENOENT)`,
  });
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
  expect(loadAccounts(byEnvironment)).toMatchObject([{ name: "main" }]);
  expect(problemsBy(() => loadAccounts(byEnvironment, { configFile: true })).map(inShort)).toEqual([
    "AFTERBEEP_CONFIG",
  ]);
  await writeFile("afterbeep.yaml", "accounts: { here: { aircall: { oauth: true } } }");
  expect(loadAccounts({})).toMatchObject([{ name: "here", origin: "file" }]);
});

test("who watches learns of every file, also of a broken one's", () => {
  const { env, file, folder } = configFile('a: "${file:one}"\nb: [ "${file:/run/two}"');
  expect(configFiles(env)).toEqual([file, join(folder, "one"), "/run/two"]);
  expect(configFiles({ AFTERBEEP_CONFIG: "off" })).toEqual([]);
  expect(configFiles({})).toEqual(["./afterbeep.yaml"]);
});

test("a thousand accounts are read in a moment", () => {
  const account = (at: number): string =>
    `  account-${at}: { aircall: { apiId: "id${at}", apiToken: t }, hours: *office, only: [${at + 1}] }`;
  const accounts = Array.from({ length: 1_000 }, (_, at) => account(at));
  const text = [
    "accounts:",
    "  first: { aircall: { oauth: true }, hours: &office Mon-Fri 09:00-17:30 }",
    ...accounts,
  ].join("\n");
  const from = process.cpuUsage();
  expect(configuredBy(text).accounts).toHaveLength(1_001);
  const { user } = process.cpuUsage(from);
  expect(user / 1_000).toBeLessThan(5_000);
});

test("the example is right", () => {
  const text = readFileSync("examples/afterbeep.yaml", "utf8");
  const variables = [...text.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name = ""]) => [name, name]);
  const { accounts, file } = configuredBy(text, Object.fromEntries(variables));
  expect(accounts.map(({ name }) => name)).toEqual(["acme", "roadrunner"]);
  expect(Object.keys(file?.entries.destinations ?? {})).toContain("oncall");
  expect(problemsOf(text).map(({ fault }) => fault)).toContain(
    "takes ${ACME_ID}, which is not set",
  );
});

function writtenToken(content: string): string {
  return configFile(content).file;
}
