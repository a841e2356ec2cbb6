import { expect } from "vitest";
import { scenarios } from "../../stage/scenarios.ts";

/**
 * Names of the voicemails that the demo says it leaves: all scenarios, and those in other languages
 * where this machine has a model for them.
 */
export function leftByDemo(log: string): readonly string[] {
  const left = [...log.matchAll(/^A caller leaves a voicemail: (.+) \(call \d+\)$/gm)].map(
    ([, name = ""]) => name,
  );
  expect(left).toEqual(expect.arrayContaining(scenarios.map(({ name }) => name)));
  return left;
}
