import type { ConfiguredAccount } from "../../../app/accounts/account-source.ts";
import type { Session } from "../../../app/session/in-session.ts";
import type { VoicemailStory } from "../../../client/ask/voicemail-story.ts";
import { roomIn } from "../../../platform/terminal/wrap.ts";
import { momentWords } from "../../print/moment-words.ts";

/** A voicemail as `list` and `show` give it. Of the comment its first line, and all of it where that was asked for. */
export interface ShownStory extends Omit<VoicemailStory, "comment"> {
  readonly account: string;
  readonly headline: string | null;
  readonly comment?: string | null;
  /** Its page in Temporal's Web UI; null where no Web UI is known. */
  readonly page: string | null;
}

/** @param whole the whole comment, too */
export function shownStory(
  { comment, ...story }: VoicemailStory,
  { name: account, settings: { tagNames } }: ConfiguredAccount,
  { pageOf }: Pick<Session, "pageOf">,
  { whole = false }: { readonly whole?: boolean } = {},
): ShownStory {
  return {
    account,
    ...story,
    tags: story.tags.map((tag) => tagNames.get(tag) ?? tag),
    headline: comment?.split("\n", 1)[0] ?? null,
    ...(whole ? { comment } : {}),
    page: pageOf(story),
  };
}

const timeWidth = (): number => momentWords(0).length;

/**
 * Above the rows of `list`.
 *
 * @param width of the accounts' names; 0 where there is one account alone
 */
export function storyHeading(width = 0): string {
  return row(["TIME", "URGENCY", "OUTCOME", "CALL", "FIRST LINE, OR STEP"], "ACCOUNT", width);
}

/** A voicemail in one line. */
export function storyRow(
  {
    account,
    callId,
    state,
    step,
    outcome,
    status,
    urgency,
    headline,
    lastError,
    startedAt,
  }: ShownStory,
  width = 0,
): string {
  const cells = [
    momentWords(startedAt),
    urgency === null ? "-" : `${urgency}/5`,
    state === "done" ? (outcome ?? status ?? state) : state,
    String(callId),
    (state === "done" ? headline : state === "failed" ? lastError : step) ?? "",
  ];
  return row(cells, account, width);
}

function row(
  [time = "", urgency = "", outcome = "", call = "", rest = ""]: readonly string[],
  account: string,
  width: number,
): string {
  const whose = width === 0 ? "" : `${account.padEnd(Math.max(width, "ACCOUNT".length))}  `;
  const line = `${whose}${time.padEnd(timeWidth())}  ${urgency.padEnd(7)}  ${outcome.padEnd(13)}  ${call.padEnd(10)}  ${rest}`;
  const shown = line.trimEnd();
  // Zero or nothing where there is no terminal, or one that does not tell.
  const room = roomIn(process.stdout.columns || Infinity);
  return shown.length > room ? `${shown.slice(0, room - 1)}…` : shown;
}

/** A voicemail with all its stages: first what a person wants to know. */
export function storyPage(story: ShownStory): string {
  const { callId, workflowId, headline, comment, tags, page, stages } = story;
  return [
    ...(comment ? [comment, ""] : headline === null ? [] : [headline, ""]),
    field("call", String(callId)),
    ...(story.urgency === null ? [] : [field("urgency", `${story.urgency} of 5`)]),
    field("outcome", outcomeWords(story)),
    ...(tags.length === 0 ? [] : [field("tags", tags.join(", "))]),
    ...wayThere(story),
    field("workflow", workflowId),
    ...(page === null ? [] : [field("page", page)]),
    "",
    ...stages.map(({ name, startedAt, ms }) => {
      const took = ms === null ? "goes on" : `${(ms / 1_000).toFixed(2)} s`;
      return `${momentWords(startedAt)}  ${took.padStart(9)}  ${name}`;
    }),
  ].join("\n");
}

function field(name: string, value: string): string {
  return `${name.padEnd(9)} ${value}`;
}

function outcomeWords({ state, status, outcome, via }: ShownStory): string {
  const ending = via === null ? status : `${status} by ${via}`;
  return [outcome, status === null ? state : ending].filter((one) => one !== null).join(", ");
}

/** With these the last error is why. */
const givenUp: ReadonlySet<string> = new Set(["unreadable", "untranscribed", "missing"]);

/** The step it is in, and what went wrong: of an ended one that is history. */
function wayThere({ state, status, outcome, step, attempts, lastError }: ShownStory): string[] {
  const error = lastError === null ? [] : [field("error", lastError)];
  if (status === "undeliverable") return error;
  const tries = attempts > 1 ? `, ${attempts} tries` : "";
  if (state === "done" && outcome !== null && givenUp.has(outcome)) return error;
  if (state === "done") return lastError === null ? [] : [field("recovered", `from ${lastError}`)];
  return [field(state === "failed" ? "failed at" : "step", `${step}${tries}`), ...error];
}
