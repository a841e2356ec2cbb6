import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { command } from "../support/cli/command.ts";
import { misfits } from "../support/cli/json-page.ts";
import { configFile } from "../support/config/config-file.ts";

const right = `accounts:
  acme:
    aircall: { apiId: "\${ACME_ID}", apiToken: "\${file:token}" }
    hours: "\${ACME_HOURS}"
    webhookTokens: [hush]
    only: [7]
destinations:
  ops: { kind: webhook, url: "https://me:hush@ops.example.com/a?key=hush", secret: hush }
`;
const variables = { ACME_ID: "hush", ACME_HOURS: "Mon-Fri 09:00-17:30", AIRCALL_API_TOKEN: "" };

async function files(text: string) {
  const made = configFile(text, variables);
  await writeFile(join(made.folder, "token"), "hush\n");
  return made;
}

interface Shown {
  readonly name: string;
}

test("check says that a file is right, and what is in it", async () => {
  const { env, file } = await files(right);
  const words = await command(["config", "check"], env);
  expect(words).toMatchObject({ code: 0, stderr: "" });
  expect(words.stdout).toBe(
    `${file} is valid: 1 account (acme), 0 people, 1 destination, 0 routes\n`,
  );
  const { lines } = await command(["config", "check", file, "--json"], {
    ...env,
    AFTERBEEP_CONFIG: "off",
  });
  expect(lines()).toMatchObject([{ ok: true, file, accounts: ["acme"], destinations: 1 }]);
  expect(lines().flatMap((line) => misfits("config check", line))).toEqual([]);
});

test("a crm may be named before it is there, and is told of; one that is nearly another is wrong", async () => {
  const crm = (name: string): string =>
    `accounts: { acme: { aircall: { oauth: true }, crm: ${name} } }\ndestinations: { hubspot: { kind: hubspot, token: t } }\n`;
  const later = await files(crm("books"));
  const words = await command(["config", "check"], later.env);
  expect(words).toMatchObject({ code: 0, stderr: "" });
  expect(words.stdout).toContain("accounts.acme.crm names a destination that is not defined yet");
  const slip = await command(["config", "check"], (await files(crm("hub-spot"))).env);
  expect(slip).toMatchObject({
    code: 78,
    stderr: expect.stringContaining("did you mean hubspot?"),
  });
});

test("and of a wrong one all that is wrong, with exit code 78", async () => {
  const { env, file } = await files("accounts: { a: {} }\nroutes: [{ notify: [x] }]\n");
  const words = await command(["config", "check"], env);
  expect(words).toMatchObject({ code: 78, stdout: "" });
  expect(words.stderr).toContain(
    `${file}:1:16 accounts.a.aircall is missing; expected one credential`,
  );
  expect(words.stderr).toContain(`${file}:2:21 routes[0].notify[0] is "x"`);
  const { code, lines } = await command(["config", "check", "--json"], {
    ...env,
    WEBHOOK_PORT: "x",
  });
  expect(code).toBe(78);
  expect(lines().flatMap((line) => misfits("config check", line))).toEqual([]);
  expect(lines()).toMatchObject([
    { ok: false, name: "WEBHOOK_PORT", file: null },
    { name: "accounts.a.aircall", file, line: 1, column: 16, fault: "is missing" },
    { name: "routes[0].notify[0]", line: 2, column: 21 },
  ]);
  const gone = await command(["config", "check", "no-such-file.yaml"], env);
  expect(gone).toMatchObject({ code: 78 });
  expect(gone.stderr).toContain("no-such-file.yaml, which cannot be read (ENOENT)");
});

test("show tells each value and where it comes from, and hides secrets", async () => {
  const { env, file, folder } = await files(right);
  const envFile = join(folder, "variables");
  await writeFile(envFile, "# ours\nASSET_WAIT=12h\nCODEC_TOKEN=hush-hush-hush-hush\n");
  const all = { ...env, AFTERBEEP_ENV_FILE: envFile, LOG_LEVEL: "debug" };
  const { code, lines, stdout } = await command(["config", "show", "--json"], all);
  expect(code).toBe(0);
  expect(stdout).not.toContain("hush");
  expect(lines().flatMap((line) => misfits("config show", line))).toEqual([]);
  const shown = (name: string): unknown => lines().find((line) => (line as Shown).name === name);
  expect(shown("LOG_LEVEL")).toMatchObject({ value: "debug", origin: "environment", file: null });
  expect(shown("ASSET_WAIT")).toMatchObject({ value: "12h", file: envFile, line: 2 });
  expect(shown("CODEC_TOKEN")).toMatchObject({ value: null, hidden: true, line: 3 });
  expect(shown("RECORDING_BUDGET")).toMatchObject({ value: "10m", origin: "default" });
  expect(shown("AIRCALL_API_ID")).toMatchObject({ value: null, hidden: false, origin: "default" });
  expect(shown("accounts.acme.hours")).toMatchObject({
    value: variables.ACME_HOURS,
    origin: "file",
    file,
    line: 4,
    column: 12,
    takenFrom: ["ACME_HOURS"],
  });
  expect(shown("accounts.acme.aircall.apiToken")).toMatchObject({
    hidden: true,
    takenFrom: ["file:token"],
  });
  expect(shown("accounts.acme.dryRun")).toMatchObject({ value: "false", origin: "default" });
  expect(shown("destinations.ops.url")).toMatchObject({
    value: "https://...@ops.example.com/a?...",
  });
  const words = await command(["config", "show"], all);
  expect(words.stdout).toContain(`accounts.acme.only: 7    # ${file}:6\n`);
  expect(words.stdout).toContain("accounts.acme.aircall.apiId: (hidden)");
  expect(words.stdout).not.toContain("hush");
});

test("schema prints what editors read", async () => {
  const { code, stdout } = await command(["config", "schema"]);
  expect(code).toBe(0);
  expect(stdout).toBe(readFileSync("docs/reference/afterbeep.schema.json", "utf8"));
});
