import type { ValueFault } from "../problems/issue-problems.ts";
import type { WellFormed } from "./parts.ts";

/** Names that differ by case alone are one to people, and to file systems that know no case. */
export function checkNames({ names }: WellFormed, ofEnvironment: string | null): ValueFault[] {
  return [...names].flatMap(([map, inside]) => {
    const seen = new Map<string, string>();
    const taken = map === "accounts" ? ofEnvironment : null;
    return inside.flatMap((name) => {
      const plain = name.toLowerCase();
      const first = seen.get(plain);
      seen.set(plain, first ?? name);
      const fault =
        first !== undefined
          ? `differs from ${first} by case only`
          : taken?.toLowerCase() === plain
            ? "is also the account of AIRCALL_ACCOUNT in the environment"
            : null;
      return fault === null ? [] : [{ path: [map, name], fault, ...another, ofKey: true }];
    });
  });
}

const another = { expected: "a name of its own", example: "another name" };

/** One person is listed once. */
export function checkPeople({ people }: WellFormed): ValueFault[] {
  return ["email", "aircallUser", "slack"].flatMap((key) => {
    const seen = new Map<string, string>();
    return [...people].flatMap(([name, person]) => {
      const value = person[key];
      if (typeof value !== "string" && typeof value !== "number") return [];
      const plain = String(value).toLowerCase();
      const first = seen.get(plain);
      seen.set(plain, first ?? name);
      if (first === undefined) return [];
      const fault = `is the same as that of ${first}`;
      return [
        { path: ["people", name, key], fault, expected: "each person once", example: "another" },
      ];
    });
  });
}
