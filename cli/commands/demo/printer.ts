import { styleText } from "node:util";
import { defaultAccount } from "../../../domain/account/account-id.ts";
import { outcomeIn } from "../../../domain/voicemail/outcome.ts";
import { wrapFor } from "../../../platform/terminal/wrap.ts";
import type { Ending, Expected } from "./watch-voicemail.ts";

/** What Aircall has in the end. */
export interface ChaosResult {
  readonly left: number;
  readonly delivered: number;
  readonly doubled: number;
  readonly kills: number;
}

/** What several accounts have in the end. */
export interface AccountsResult {
  readonly accounts: number;
  readonly left: number;
  /** As they should be. */
  readonly ok: number;
  readonly delivered: number;
  readonly doubled: number;
  /** The account whose credential was revoked for a while. */
  readonly revoked: string;
  /** Of the others, while it was: the longest from an accepted webhook to its comment, ms; null when none came. */
  readonly longestMs: number | null;
}

/** What people see of the demo: progress on stderr, answers on stdout. */
export interface Printer {
  readonly note: (line: string) => void;
  readonly left: (voicemail: Expected, callId: number, account: string) => void;
  /** For people at once, what stands on the call; for programs a line each in the end. */
  readonly ended: (ending: Ending) => void;
  readonly results: (endings: readonly Ending[]) => void;
  readonly chaos: (result: ChaosResult) => void;
  readonly accounts: (result: AccountsResult) => void;
}

/** @param pageOf the page of a call in Temporal's Web UI; null where nobody stays to look at it */
export function createPrinter(
  json: boolean,
  pageOf: ((callId: number) => string) | null = null,
): Printer {
  // A terminal that is closed takes no more lines, and what was started must still be ended.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  /** A blank line stands last. */
  let isApart = false;
  const note = (line: string): void => {
    process.stderr.write(`${wrapFor(process.stderr, line, "  ")}\n`);
    isApart = false;
  };
  const answer = (line: string): void => void process.stdout.write(`${line}\n`);
  return {
    note,
    left: ({ name }, callId, account) => {
      const where = account === defaultAccount ? `call ${callId}` : `${account}, call ${callId}`;
      note(`A caller leaves a voicemail: ${name} (${where})`);
    },
    ended: (ending) => {
      const { scenario, outcome, textMs, ok } = ending;
      if (json) {
        const how = ok ? "delivered" : "NOT AS IT SHOULD";
        note(`  ${how}: ${scenario}, ${String(outcome)}, ${seconds(textMs)}`);
        return;
      }
      answer(`${isApart ? "" : "\n"}${describe(ending, pageOf)}\n`);
      isApart = true;
    },
    results: (endings) => {
      if (json) {
        for (const ending of endings) answer(JSON.stringify(ending));
        return;
      }
      const well = endings.filter(({ ok }) => ok).length;
      answer(`${endings.length} voicemails left, ${well} ended as they should.`);
    },
    chaos: (result) => {
      const { left, delivered, doubled, kills } = result;
      answer(
        json
          ? JSON.stringify(result)
          : `${left} left, ${delivered} delivered, ${doubled} doubled, ${kills} kills`,
      );
    },
    accounts: (result) => {
      const { accounts, left, delivered, doubled, revoked, longestMs } = result;
      answer(
        json
          ? JSON.stringify(result)
          : [
              `${accounts} accounts: ${left} voicemails left, ${delivered} delivered, ${doubled} doubled.`,
              `While ${revoked} waited for a good key, the others had theirs after ${seconds(longestMs)} at most.`,
            ].join("\n"),
      );
    },
  };
}

function describe(ending: Ending, pageOf: ((callId: number) => string) | null): string {
  const { account, callId, scenario, ok, faults, comments, tags, textMs } = ending;
  const whose = account === defaultAccount ? "" : ` of ${account}`;
  const wrong = ok ? "" : ` == NOT AS IT SHOULD: ${faults.join("; ")}`;
  const stream = process.stdout;
  const lines = comments.flatMap((comment) => {
    const [first = "", ...rest] = comment.split("\n").map(inFrame);
    return [styleText(styleOf(comment), first, { stream }), ...rest];
  });
  const title = `== Call ${callId}${whose}: ${scenario} == text after ${seconds(textMs)}${wrong}`;
  return [
    styleText("bold", title, { stream }),
    ...lines,
    `  tags: ${tags.join(", ")}`,
    ...(pageOf === null ? [] : [`  Web UI: ${pageOf(callId)}`]),
  ].join("\n");
}

function inFrame(line: string): string {
  return wrapFor(process.stdout, `  | ${line}`, "  |   ");
}

type Style = Parameters<typeof styleText>[0];

/** As loud as what is said: an emergency, something to listen to, something that may wait. */
function styleOf(comment: string): Style {
  if (/^URGENT\b/.test(comment)) return ["bold", "red"];
  if (/^(?:SPAM|ROBOCALL)\b/.test(comment) || outcomeIn(comment) === "empty") return "dim";
  return outcomeIn(comment) === "transcribed" ? "bold" : "yellow";
}

function seconds(ms: number | null): string {
  return ms === null ? "never" : `${(ms / 1_000).toFixed(1)} s`;
}
