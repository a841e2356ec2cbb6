import { expect, test } from "vitest";
import { problemsOf } from "../../../support/config/config-file.ts";

/*
 * What is wrong between parts that are each well formed.
 */

const oauth = "{ aircall: { oauth: true } }";
const slack = "t: { kind: slack, token: x, channel: y }";

test.each([
  [
    "case",
    `accounts: { acme: ${oauth}, Acme: ${oauth} }`,
    "accounts.Acme differs from acme by case only",
  ],
  [
    "case of people",
    "people: { sam: { name: S }, SAM: { name: T } }",
    "people.SAM differs from sam by case only",
  ],
  [
    "a key",
    "accounts: { a: { aircall: { apiId: 'hush', apiToken: x } }, b: { aircall: { apiId: 'hush', apiToken: y } } }",
    "accounts.b.aircall.apiId is the same credential as accounts.a.aircall.apiId",
  ],
  [
    "a token",
    "accounts: { a: { aircall: { accessToken: 'hush' } }, b: { aircall: { accessToken: 'hush' } } }",
    "accounts.b.aircall.accessToken is the same credential as accounts.a.aircall.accessToken",
  ],
  [
    "a line",
    "accounts: { a: { aircall: { oauth: true }, only: [7] }, b: { aircall: { oauth: true }, lines: { 7: {} } } }",
    "accounts.b.lines.7 is a line that a has, too",
  ],
  [
    "a person",
    "people: { sam: { name: S, aircallUser: 4 }, tom: { name: T, aircallUser: 4 } }",
    "people.tom.aircallUser is the same as that of sam",
  ],
  [
    "one destination",
    `destinations: { ${slack} }\nroutes: [{ notify: [t, t] }]`,
    "routes[0].notify[1] is t again",
  ],
])("what two share by %s is told", (_, text, expected) => {
  expect(problemsOf(text).map(({ variable, fault }) => `${variable} ${fault}`)).toEqual([expected]);
});

test("accounts at different addresses may have lines of one id", () => {
  const at = (port: number): string =>
    `{ aircall: { oauth: true, baseUrl: "http://127.0.0.1:${port}" }, only: [7] }`;
  expect(problemsOf(`accounts: { a: ${at(1)}, b: ${at(2)} }`)).toEqual([]);
});

test.each([
  ["ticket: t", /^is "t", of kind slack, which keeps no tickets$/],
  ["notify: [z]", /^is "z", of kind linear, which tells nobody/],
  ["notify: [x]", /^is "x", which is none of the destinations$/],
])("a route's %s is no use", (route, expected) => {
  const text = `destinations: { ${slack}, z: { kind: linear, apiKey: k, teamId: i } }\nroutes: [{ ${route} }]`;
  expect(problemsOf(text)).toMatchObject([{ fault: expect.stringMatching(expected) }]);
});

test("accounts, tickets and escalation name destinations that there are", () => {
  const text = `
accounts: { a: { aircall: { oauth: true }, crm: t } }
destinations: { ${slack} }
routes: [{ notify: [], ticket: desk }]
callbacks: { escalate: [{ after: 5m, notify: [t, nobody] }] }`;
  expect(problemsOf(text).map(({ variable }) => variable)).toEqual([
    "accounts.a.crm",
    "routes[0].ticket",
    "callbacks.escalate[0].notify[1]",
  ]);
});

test("a route that another one hides is told, unless that one goes on", () => {
  const routes = (first: string, second: string): string[] =>
    problemsOf(`destinations: { ${slack} }\nroutes:\n - { ${first} }\n - { ${second} }`).map(
      ({ variable, fault }) => `${variable} ${fault}`,
    );
  const hidden = ["routes[1] is never reached: routes[0] fits all that it fits"];
  expect(routes("notify: [t]", "when: { urgency: 5 }, notify: [t]")).toEqual(hidden);
  expect(
    routes("when: { urgency: '>=4' }, notify: [t]", "when: { urgency: 5, hours: in }, notify: []"),
  ).toEqual(hidden);
  expect(routes("continue: true, notify: [t]", "when: { urgency: 5 }, notify: [t]")).toEqual([]);
  expect(routes("notify: [t]", "when: { event: call.missed }, notify: [t]")).toEqual([]);
  expect(routes("when: { urgency: 5 }, notify: [t]", "notify: [t]")).toEqual([]);
  expect(routes("when: { urgency: 5, event: call.missed }, notify: []", "notify: []")).toEqual([
    "routes[0].when.urgency is nothing that a route of event call.missed can ask for, only one of voicemail",
  ]);
});
