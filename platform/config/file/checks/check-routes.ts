import { isDeepStrictEqual } from "node:util";
import type { ValueFault } from "../problems/issue-problems.ts";
import type { RouteEntry } from "../schema/routes.ts";
import type { WellFormed } from "./parts.ts";

/** Finds routes that nothing reaches: one above fits all that they fit, and is the last to be asked. */
export function checkRoutes({ routes }: WellFormed): ValueFault[] {
  const asked = [...routes];
  return asked.flatMap(([at, route]) => {
    const earlier = asked.find(
      ([before, other]) => before < at && other.continue !== true && covers(other, route),
    );
    if (!earlier) return [];
    const [first] = earlier;
    return [
      {
        path: ["routes", at],
        fault: `is never reached: routes[${first}] fits all that it fits`,
        expected: `it above routes[${first}], or continue: true there`,
        example: "continue: true",
      },
    ];
  });
}

/** Whether the one fits whatever the other fits, as far as equal conditions tell. */
function covers(one: RouteEntry, other: RouteEntry): boolean {
  const { event = "voicemail", ...conditions } = one.when ?? {};
  const { event: otherEvent = "voicemail", ...otherConditions } = other.when ?? {};
  const theirs: Readonly<Record<string, unknown>> = otherConditions;
  return (
    event === otherEvent &&
    Object.entries(conditions).every(([key, value]) => {
      if (value === undefined) return true;
      const given = theirs[key];
      if (!Array.isArray(value) || !Array.isArray(given)) return isDeepStrictEqual(value, given);
      const all: readonly unknown[] = value;
      return given.every((item) => all.includes(item));
    })
  );
}
