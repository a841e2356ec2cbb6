import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConfigError } from "../../../../platform/config/config-error.ts";
import { loadAccounts } from "../../../../platform/config/load-accounts.ts";
import {
  configFile,
  inShort,
  problemsBy,
  problemsOf,
} from "../../../support/config/config-file.ts";

// cspell:ignore aircal aply caht peple robocal slak

const oauth = "{ aircall: { oauth: true } }";

function told(text: string | Uint8Array, env: Record<string, string> = {}): string[] {
  return problemsOf(text, env).map((problem) => `${inShort(problem)} ${problem.fault}`);
}

test("everything is told at once, with its place, what was expected and an example", () => {
  const problems = problemsOf(`accounts:
  acme:
    aircall: { apiId: 123456, apiToken: "\${NOPE}" }
    hours: 9 to 5
    timezone: Europe/Paris
    lines:
      7: { language: french, holidays: [2026-02-30], timeZone: Mars/Olympus }
    vipNumbers: [+442079460958]
    enrichContacts: aply
destinations:
  chat: { kind: slack, token: t, channel: #voicemail
    }
routes:
  - { notify: [caht] }
  - { when: { urgency: ">=6", category: [spam, robocal] }, notify: [chat] }
callbacks: { due: { 5: soon }, escalate: [{ after: 30, notify: [chat] }] }
peple: {}
`);
  expect(
    problems.map((one) => `${inShort(one)} ${one.fault}; ${one.expected}; ${one.example}`),
  ).toEqual([
    '3:23 accounts.acme.aircall.apiId is a number to YAML, not a text: put it in quotes; the id of an Aircall API key, in quotes; apiId: "${ACME_ID}"',
    "3:41 accounts.acme.aircall.apiToken takes ${NOPE}, which is not set; the variable NOPE in the environment or in .env; NOPE=value",
    '4:12 accounts.acme.hours is "9 to 5", which is not usable; days and hours, by the clock of each line; hours: Mon-Fri 09:00-17:30',
    expect.stringMatching(/^5:5 accounts\.acme\.timezone is not known; one of aircall, /),
    '7:22 accounts.acme.lines.7.language is "french", which is not usable; the language spoken there; several joined by +, the likeliest first; language: en+es',
    '7:41 accounts.acme.lines.7.holidays[0] is "2026-02-30", which is not usable; a day: year-month-day; holidays: [ 2026-12-25 ]',
    '7:64 accounts.acme.lines.7.timeZone is "Mars/Olympus", which is not usable; a time zone as IANA names it; timeZone: Europe/Paris',
    '8:18 accounts.acme.vipNumbers[0] is a number to YAML, not a text: put it in quotes; a number with its country\'s code, in quotes; vipNumbers: [ "+442079460958" ]',
    '9:21 accounts.acme.enrichContacts is "aply", which is not usable: did you mean apply?; what is done with what callers say of themselves: off, propose or apply; enrichContacts: propose',
    "11:43 destinations.chat.channel is empty: a # begins a comment, unless it is in quotes; the channel's id; channel: C012AB3CD",
    '14:16 routes[0].notify[0] is "caht", which is none of the destinations: did you mean chat?; one of chat; notify: [ chat ]',
    '15:24 routes[1].when.urgency is ">=6", which is not usable; levels from 1 to 5: one, a list, or a bound in quotes; urgency: ">=4"',
    '15:48 routes[1].when.category[1] is "robocal", which is not usable: did you mean robocall?; one of genuine, spam, robocall, wrong_number, accidental; category: [ genuine ]',
    '16:24 callbacks.due.5 is "soon", which is not usable; a duration; 5: 15m',
    "16:52 callbacks.escalate[0].after is a number to YAML, not a text: put it in quotes; a duration; after: 15m",
    "17:1 peple is not known: did you mean people?; one of accounts, people, destinations, routes, callbacks; people: { sam: { name: Sam Hill } }",
  ]);
});

test("the message names file, line, column and path", () => {
  const { env, file } = configFile(
    "accounts:\n  acme:\n    aircall: { oauth: true }\n    hours: 9 to 5",
  );
  expect(() => loadAccounts(env)).toThrow(ConfigError);
  expect(() => loadAccounts(env)).toThrow(
    `The configuration is wrong:\n  ${file}:4:12 accounts.acme.hours is "9 to 5", which is not usable; ` +
      "expected days and hours, by the clock of each line, for example hours: Mon-Fri 09:00-17:30",
  );
});

test.each([
  ["accounts: { a: { aircall: { apiId: ${X}, apiToken: ${Y} } } }", ["1:36", "1:52"]],
  ["accounts:\n  a:\n    aircall:\n      accessToken: ${X}", ["4:20"]],
  ["people: { a: { name: [${X}] } }", ["1:23"]],
])("braces without quotes are YAML's own: %s", (text, places) => {
  const problems = problemsOf(text, { X: "x", Y: "y" });
  expect(problems.map(({ place }) => `${place?.line}:${place?.column}`)).toEqual(places);
  for (const { fault } of problems) expect(fault).toContain("without quotes");
});

test.each([
  ["a tab", "accounts:\n\ta: 1", "2:1 the file is indented with a tab"],
  ["a key that is there twice", "routes: []\nroutes: []", "2:1 routes is there twice"],
  [
    "5 and its text",
    'callbacks: { due: { 5: 1m, "5": 2m } }',
    "1:28 callbacks.due.5 is there twice",
  ],
  ["a bracket that is not closed", "people: {a: 1", /^1:14 the file is not indented/],
  ["a quote that is not closed", 'people: "x', /^1:11 the file ends too early/],
  ["another indent", "people:\n  b: 1\n c: 2", /^3:1 the file is not indented/],
  [
    "a bound without quotes",
    "routes:\n  - when: { urgency: >=4 }",
    /^2:22 the file has a value that begins/,
  ],
  [
    "and in a line of its own",
    "routes:\n  - when:\n      urgency: >=4\n",
    /^3:17 the file has a value/,
  ],
  ["a mention", "people: { a: { name: @sam } }", /^1:22 the file has a value that begins/],
  ["a star", "routes: *", /^1:9 the file has a value that begins/],
  ["two documents", "routes: []\n---\npeople: {}", "2:1 the file has a second document behind ---"],
  ["a tag", "routes: !env X", /^1:9 the file has a tag/],
  ["an alias of nothing", "routes: *x", /^1:9 routes has an alias/],
  ["a key that is a list", "? [a]\n: 1", "1:1 the file has a key that is no word"],
  ["two colons", "people: b: c", /^1:9 the file has a second colon/],
  ["nothing", "", "1:1 the file is empty"],
  ["only a comment", "# later\n", "1:1 the file is empty"],
  ["a list", "- 1", "1:1 the file is a list"],
  ["a text", "hush", "1:1 the file is no map"],
  ["a key with nothing", "accounts:", "1:10 accounts is empty"],
  [
    "the prototype",
    `accounts: { __proto__: ${oauth} }`,
    /^1:13 accounts\.__proto__ is a name that cannot/,
  ],
  ["an alias of itself", "accounts: &a [*a]", /is nested too deep$/],
  ["a merge of a number", "people: { a: { <<: 3, name: S } }", /merges \(<<\) what is no map$/],
  [
    "Latin-1",
    Uint8Array.from(Buffer.from("people: { é: {} }", "latin1")),
    /which is not UTF-8 text$/,
  ],
  [
    "UTF-16",
    Uint8Array.from(Buffer.from("\ufeffpeople: {}", "utf16le")),
    /which is not UTF-8 text$/,
  ],
])("%s is told where it is", (_, text, expected) => {
  expect(told(text)).toEqual([
    typeof expected === "string" ? expected : expect.stringMatching(expected),
  ]);
});

test("a byte order mark and carriage returns change no place", () => {
  expect(told("\ufeffroutes: []\r\npeople: {}\r\nx: 1\r\n")).toEqual(["3:1 x is not known"]);
});

test("aliases of aliases end before memory does", () => {
  const names = "abcdefghijk".split("");
  const tenOf = (name: string): string => Array.from({ length: 10 }, () => `*${name}`).join(", ");
  const bomb = names.map(
    (name, at) => `${name}: &${name} [${at === 0 ? "x" : tenOf(names[at - 1] ?? "")}]`,
  );
  expect(told(bomb.join("\n"))).toEqual([expect.stringMatching(/has more than 200000 values$/)]);
  expect(told(`a: ${"[".repeat(50_000)}`)).toHaveLength(1);
});

test("a file that is cut off anywhere is a problem or a shorter file, never a crash", () => {
  const whole = `# one\naccounts:\n  a: { aircall: { apiId: "x", apiToken: "y" }, hours: Mon-Fri 09:00-17:30 }\n  b:\n    aircall: &key { oauth: true }\n    only: [7]\nroutes:\n  - { when: { urgency: ">=4" }, notify: [] }\n`;
  for (let end = 0; end < whole.length; end++) {
    const { env } = configFile(whole.slice(0, end));
    expect(() => problemsBy(() => loadAccounts(env)), whole.slice(0, end)).not.toThrow();
  }
});

test("what is no file, or too large, is not read", () => {
  const { folder, env } = configFile("");
  const at = (path: string): string[] =>
    problemsBy(() => loadAccounts({ ...env, AFTERBEEP_CONFIG: path })).map(({ fault }) => fault);
  mkdirSync(join(folder, "sub"));
  expect(at(join(folder, "sub"))).toEqual([`is ${join(folder, "sub")}, which is not a file`]);
  expect(at("/dev/zero")).toEqual(["is /dev/zero, which is not a file"]);
  const large = join(folder, "large.yaml");
  writeFileSync(large, " ".repeat(9 * 1024 * 1024));
  expect(at(large)).toEqual([`is ${large}, which has more than 8192 KB`]);
});

test("no problem shows a secret, wherever it was put", () => {
  const hush = "hush-1f2e3d";
  const { folder, env } = configFile("");
  writeFileSync(join(folder, "secret"), hush);
  const texts = [
    `accounts: { a: { aircall: { apiId: ${hush}, apiToken: 5 } } }`,
    `accounts: { a: { aircall: { apiToken:${hush} } } }`,
    `accounts: { a: { aircall: { accessToken: { x: ${hush} } } } }`,
    `accounts: { a: { aircall: { accessToken: "${hush} } } }`,
    `accounts: { a: { aircall: { accessToken: @${hush} } } }`,
    `accounts: { a: { aircall: ${hush} } }`,
    `accounts: { a: { aircal: ${hush} } }`,
    `accounts: { a: { aircall: { oauth: true }, hours: "\${HUSH}", vipNumbers: [${hush}] } }`,
    `accounts: { a: { aircall: { oauth: true }, hours: "\${file:${join(folder, "secret")}}" } }`,
    `destinations: { a: { kind: teams, url: "ftp://x/${hush}" }, b: { kind: slak, token: ${hush} } }`,
    `destinations: { a: { kind: ops, url: "https://u:${hush}@x" } }`,
    `routes: [{ notify: "\${HUSH}" }]`,
    `  ${hush}: [`,
    hush,
  ];
  for (const text of texts) {
    writeFileSync(env["AFTERBEEP_CONFIG"] ?? "", text);
    const problems = problemsBy(() => loadAccounts({ ...env, HUSH: hush }));
    expect(problems.length, text).toBeGreaterThan(0);
    expect(JSON.stringify(problems), text).not.toContain("1f2e3d");
  }
});
