import type { Scenario } from "./scenarios.ts";
import type { Ending } from "./watch-voicemail.ts";

/** What Aircall has in the end. */
export interface ChaosResult {
  readonly left: number;
  readonly delivered: number;
  readonly doubled: number;
  readonly kills: number;
}

/** What people see of the demo: progress on stderr, answers on stdout. */
export interface Printer {
  readonly note: (line: string) => void;
  readonly left: (scenario: Scenario, callId: number) => void;
  readonly ended: (ending: Ending) => void;
  readonly results: (endings: readonly Ending[]) => void;
  readonly chaos: (result: ChaosResult) => void;
}

export function createPrinter(json: boolean): Printer {
  // A terminal that is closed takes no more lines, and what was started must still be ended.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  const answer = (line: string): void => void process.stdout.write(`${line}\n`);
  return {
    note: progress,
    left: ({ name }, callId) => progress(`A caller leaves a voicemail: ${name} (call ${callId})`),
    ended: ({ scenario, outcome, textMs, ok }) =>
      progress(
        `  ${ok ? "delivered" : "NOT AS IT SHOULD"}: ${scenario}, ${String(outcome)}, ${seconds(textMs)}`,
      ),
    results: (endings) => {
      if (json) {
        for (const ending of endings) answer(JSON.stringify(ending));
        return;
      }
      for (const ending of endings) answer(`\n${describe(ending)}`);
      const well = endings.filter(({ ok }) => ok).length;
      answer(`\n${endings.length} voicemails left, ${well} ended as they should.`);
    },
    chaos: (result) => {
      const { left, delivered, doubled, kills } = result;
      answer(
        json
          ? JSON.stringify(result)
          : `${left} left, ${delivered} delivered, ${doubled} doubled, ${kills} kills`,
      );
    },
  };
}

function describe({ callId, scenario, ok, faults, comments, tags, textMs }: Ending): string {
  const head = `== Call ${callId}: ${scenario} == text after ${seconds(textMs)}${ok ? "" : ` == NOT AS IT SHOULD: ${faults.join("; ")}`}`;
  const body = comments.flatMap((comment) => comment.split("\n").map((line) => `  | ${line}`));
  return [head, ...body, `  tags: ${tags.join(", ")}`].join("\n");
}

function seconds(ms: number | null): string {
  return ms === null ? "never" : `${(ms / 1_000).toFixed(1)} s`;
}
