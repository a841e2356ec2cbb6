import { z } from "zod";
import { account, type AccountEntry } from "../schema/accounts.ts";
import { route, type RouteEntry } from "../schema/routes.ts";

/**
 * What is well formed in a file, each part by itself: what one part gets wrong must not hide what is wrong between
 * others.
 */
export interface WellFormed {
  readonly accounts: ReadonlyMap<string, AccountEntry>;
  readonly routes: ReadonlyMap<number, RouteEntry>;
  /** All that are named, well formed or not, with their kinds. */
  readonly kinds: ReadonlyMap<string, unknown>;
  /** Steps of the escalation, by position: whom they tell. */
  readonly escalation: readonly (readonly unknown[])[];
  readonly people: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Names of each map, as they are written. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

const entries = z.record(z.string(), z.unknown()).catch({});
const items = z.array(z.unknown()).catch([]);

export function wellFormed(value: unknown): WellFormed {
  const top = entries.parse(value);
  const maps = ["accounts", "people", "destinations"];
  const callbacks = entries.parse(top["callbacks"]);
  return {
    accounts: new Map(
      Object.entries(entries.parse(top["accounts"])).flatMap(([name, given]) => {
        const parsed = account.safeParse(given);
        return parsed.success ? [[name, parsed.data] as const] : [];
      }),
    ),
    routes: new Map(
      items.parse(top["routes"]).flatMap((given, at) => {
        const parsed = route.safeParse(given);
        return parsed.success ? [[at, parsed.data] as const] : [];
      }),
    ),
    kinds: new Map(
      Object.entries(entries.parse(top["destinations"])).map(
        ([name, given]) => [name, entries.parse(given)["kind"]] as const,
      ),
    ),
    escalation: items
      .parse(callbacks["escalate"])
      .map((step) => items.parse(entries.parse(step)["notify"])),
    people: new Map(
      Object.entries(entries.parse(top["people"])).map(
        ([name, given]) => [name, entries.parse(given)] as const,
      ),
    ),
    names: new Map(maps.map((map) => [map, Object.keys(entries.parse(top[map]))] as const)),
  };
}
