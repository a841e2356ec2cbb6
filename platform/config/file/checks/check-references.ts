import { z } from "zod";
import { nearest } from "../problems/nearest.ts";
import { exampleAt, type ValueFault } from "../problems/issue-problems.ts";
import type { Path } from "../path.ts";
import { usesOfKind } from "../schema/destinations.ts";
import type { WellFormed } from "./parts.ts";

type Use = "notify" | "ticket" | "crm";

const usesByKind: Readonly<Record<string, readonly Use[]>> = usesOfKind;

/**
 * What names a destination names one that there is, and that can do what is asked of it. A `crm` may be named before
 * it is there.
 */
export function checkReferences(parts: WellFormed): ValueFault[] {
  const { accounts, routes, escalation } = parts;
  return [
    ...[...accounts].flatMap(([name, { crm }]) =>
      check(parts, ["accounts", name, "crm"], crm, "crm"),
    ),
    ...[...routes].flatMap(([at, { notify = [], ticket }]) => [
      ...checkList(parts, ["routes", at, "notify"], notify),
      ...check(parts, ["routes", at, "ticket"], ticket, "ticket"),
    ]),
    ...escalation.flatMap((notify, at) =>
      checkList(parts, ["callbacks", "escalate", at, "notify"], notify),
    ),
  ];
}

function checkList(parts: WellFormed, path: Path, names: readonly unknown[]): ValueFault[] {
  return names.flatMap((name, at) => {
    const inside = [...path, at];
    if (names.indexOf(name) === at) return check(parts, inside, name, "notify");
    const expected = "each destination once";
    const example = exampleAt(path, [name]);
    return [{ path: inside, fault: `is ${String(name)} again`, expected, example }];
  });
}

function check({ kinds }: WellFormed, path: Path, named: unknown, use: Use): ValueFault[] {
  const name = z.string().catch("").parse(named);
  if (name === "") return [];
  const can = (kind: unknown): boolean =>
    typeof kind === "string" && (usesByKind[kind] ?? []).includes(use);
  const fitting = [...kinds].flatMap(([one, kind]) => (can(kind) ? [one] : []));
  const expected = fitting.length > 0 ? `one of ${fitting.join(", ")}` : whatIsMissing[use];
  const example = exampleAt(path, fitting[0] ?? usualName[use]);
  if (!kinds.has(name)) {
    const meant = nearest(name, [...kinds.keys()]);
    // Nothing is sent to it yet: an account may name the one that it will have.
    if (use === "crm" && meant === null) return [];
    const advice = meant === null ? "" : `: did you mean ${meant}?`;
    const fault = `is "${name}", which is none of the destinations${advice}`;
    return [{ path, fault, expected, example }];
  }
  const kind = kinds.get(name);
  // Of a kind that is not known its own place tells.
  if (typeof kind !== "string" || !Object.hasOwn(usesByKind, kind) || can(kind)) return [];
  const fault = `is "${name}", of kind ${kind}, which ${cannot[use]}`;
  return [{ path, fault, expected, example }];
}

const usualName: Readonly<Record<Use, string>> = { notify: "team", ticket: "desk", crm: "crm" };

const whatIsMissing: Readonly<Record<Use, string>> = {
  notify: "a destination under destinations that tells people, such as one of kind slack",
  ticket: "a destination under destinations that keeps tickets, such as one of kind zendesk",
  crm: "a destination under destinations of kind hubspot or salesforce",
};

const cannot: Readonly<Record<Use, string>> = {
  notify: "tells nobody: tickets are named by ticket",
  ticket: "keeps no tickets",
  crm: "keeps no calls and contacts",
};
