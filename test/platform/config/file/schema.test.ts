import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { usesOfKind } from "../../../../platform/config/file/schema/destinations.ts";
import { configSchema } from "../../../../platform/config/file/schema/config-schema.ts";
import { configJsonSchema } from "../../../../platform/config/file/json-schema.ts";

/*
 * The JSON Schema that editors use, against the schema that decides.
 */

// cspell:ignore eilt slak voicemial

const inEditor = new Ajv2020({ strict: false, validateFormats: false }).compile(configJsonSchema());

const account = (more: string): string => `accounts: { a: { aircall: { oauth: true }, ${more} } }`;
const when = (condition: string): string => `routes: [{ when: { ${condition} }, notify: [] }]`;

const good = [
  "{}",
  "accounts: {}",
  'accounts: { a: { aircall: { apiId: "1", apiToken: t } } }',
  "accounts: { a-B_9: { aircall: { accessToken: t, requestsPerMinute: 60, baseUrl: https://x.example } } }",
  account("webhookTokens: [a, b], only: [1, 2], dryRun: on"),
  account("dryRun: false, hours: Sat-Mon 00:00-24:00, keywords: [A b], enrichContacts: off"),
  account(
    "lines: { 7: { language: en+es, timeZone: UTC, hours: Mon-Fri 09:00-17:30, holidays: [2026-12-25] } }",
  ),
  account(
    'vipNumbers: ["+442079460958"], tagNames: { voicemail: Post, "voicemail:urgent": Eilt }, crm: crm',
  ),
  "people: { sam: { name: Sam, email: sam@example.com, slack: U1, aircallUser: 3 } }",
  "destinations: { a: { kind: slack, token: t, channel: c, baseUrl: http://127.0.0.1:9 } }",
  "destinations: { a: { kind: email, host: h, port: 25, secure: false, user: u, password: p, from: a@x.example, to: b@x.example } }",
  "destinations: { a: { kind: email, host: h, from: a@x.example, to: [b@x.example, c@x.example] } }",
  "destinations: { a: { kind: webhook, url: https://x.example, secret: s, events: ['*', voicemail.*, call.missed, user.opened] } }",
  "destinations: { a: { kind: teams, url: https://x.example }, b: { kind: pagerduty, routingKey: k } }",
  "destinations: { a: { kind: matrix, token: t, room: '!r:x', baseUrl: https://x.example }, b: { kind: ntfy, topic: t } }",
  "destinations: { a: { kind: zendesk, subdomain: s, email: a@x.example, token: t }, b: { kind: hubspot, token: t, pipeline: '0', stage: '1' } }",
  "destinations: { a: { kind: jira, site: s, email: a@x.example, token: t, project: P, issueType: Task }, b: { kind: linear, apiKey: k, teamId: i } }",
  "destinations: { a: { kind: github, token: t, owner: o, repo: r, labels: [l] }, b: { kind: salesforce, domain: d, clientId: i, clientSecret: s } }",
  "routes: [{ notify: [] }, { ticket: desk, continue: true }]",
  when('urgency: ">=4", hours: out, account: a, line: 7'),
  when(
    "urgency: [4, 5], account: [a, b], line: [7, 8], category: [spam], intent: billing, sentiment: negative",
  ),
  when("urgency: 5, outcome: doubtful, vip: true, language: [fr, de]"),
  when("event: call.missed, reason: [short_abandoned]"),
  when("event: call.tagged, tag: callback"),
  "callbacks: { due: { 1: 1d, 5: 1.5h }, claimFor: 2h, escalate: [{ after: 0m, notify: [a] }] }",
];

const bad = [
  "[]",
  "account: {}",
  "accounts: { 'a b': { aircall: { oauth: true } } }",
  "accounts: { a: {} }",
  "accounts: { a: { aircall: {} } }",
  "accounts: { a: { aircall: { apiId: x } } }",
  "accounts: { a: { aircall: { apiId: x, apiToken: y, oauth: true } } }",
  "accounts: { a: { aircall: { apiId: x, accessToken: y } } }",
  "accounts: { a: { aircall: { oauth: false } } }",
  "accounts: { a: { aircall: { apiId: 1, apiToken: t } } }",
  "accounts: { a: { aircall: { oauth: true, requestsPerMinute: 0 } } }",
  account("only: []"),
  account("only: [x]"),
  account("lines: { x: {} }"),
  account("lines: { 7: { language: french } }"),
  account("hours: 9 to 5"),
  account("dryRun: perhaps"),
  account("vipNumbers: ['020 7946']"),
  account("tagNames: { other: x }"),
  account("enrichContacts: yes please"),
  "people: { sam: { email: sam@example.com } }",
  "destinations: { a: { kind: slak, token: t, channel: c } }",
  "destinations: { a: { token: t, channel: c } }",
  "destinations: { a: { kind: slack, token: t } }",
  "destinations: { a: { kind: slack, token: t, channel: c, room: r } }",
  "destinations: { a: { kind: email, host: h, from: a@x.example, to: [] } }",
  "destinations: { a: { kind: webhook, url: https://x.example, secret: s, events: [voicemial.*] } }",
  "destinations: { a: { kind: matrix, token: t, room: r } }",
  "routes: {}",
  "routes: [{}]",
  "routes: [{ notify: team }]",
  when("urgency: 6"),
  when("urgency: '>=6'"),
  when("hours: open"),
  when("category: rude"),
  when("event: call.rang"),
  when("color: red"),
  "callbacks: { due: { 6: 1h } }",
  "callbacks: { due: { 5: soon } }",
  "callbacks: { escalate: [{ after: 5m }] }",
];

test.each(good)("both take %s", (text) => {
  const value: unknown = parse(text);
  expect(configSchema.safeParse(value).error?.issues ?? []).toEqual([]);
  expect(inEditor(value), JSON.stringify(inEditor.errors)).toBe(true);
});

test.each(bad)("both refuse %s", (text) => {
  const value: unknown = parse(text);
  expect(configSchema.safeParse(value).success).toBe(false);
  expect(inEditor(value)).toBe(false);
});

test("every kind of destination is tried", () => {
  for (const kind of Object.keys(usesOfKind)) {
    expect(
      good.some((text) => text.includes(`kind: ${kind},`)),
      kind,
    ).toBe(true);
  }
});

test("an editor takes a reference for any value, which is nothing yet", () => {
  const text = account(
    'hours: "${HOURS}", only: ["${LINE}"], dryRun: "${DRY}", enrichContacts: "${HOW}"',
  );
  expect(inEditor(parse(text)), JSON.stringify(inEditor.errors)).toBe(true);
  expect(inEditor(parse(readFileSync("examples/afterbeep.yaml", "utf8")))).toBe(true);
});

test("every setting has a description and an example", () => {
  const missing: string[] = [];
  const look = (schema: unknown, at: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { properties = {}, description, examples, ...rest } = schema as Record<string, object>;
    if (at !== "" && !("const" in rest) && (!description || !examples)) missing.push(at);
    for (const [name, one] of Object.entries(properties)) look(one, `${at}.${name}`);
    for (const one of (rest["oneOf"] as unknown as unknown[] | undefined) ?? []) {
      if ("properties" in (one as object)) look({ ...(one as object), description, examples }, at);
    }
    if (rest["additionalProperties"]) look(rest["additionalProperties"], `${at}.*`);
  };
  look(configJsonSchema(), "");
  expect(missing).toEqual([]);
});

test("docs/reference/afterbeep.schema.json is the schema", () => {
  const kept = readFileSync("docs/reference/afterbeep.schema.json", "utf8");
  expect(kept, "npx afterbeep config schema > docs/reference/afterbeep.schema.json").toBe(
    `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
  );
});
