import { log } from "@temporalio/workflow";
import type { Call, Tag } from "../../domain/aircall-object/call.ts";
import { attempt } from "../failure.ts";
import type { Run } from "./run.ts";
import type { Stale } from "./staleness.ts";

/**
 * How Aircall may answer to a tag that is gone. When it is the call that is gone, the next read
 * shows it.
 */
const refusals: ReadonlySet<string> = new Set(["AircallInvalidRequest", "AircallNotFound"]);

/**
 * Adds our tags to those the call has, by id. Whether Aircall appends or replaces is not
 * documented: the union is right both ways. False when Aircall refuses them for good.
 */
export async function writeTags(
  run: Run,
  read: Call,
  names: readonly string[],
  stale: Stale,
): Promise<boolean> {
  const { account, callId } = run.input;
  let call = read;
  let known = call.knownTags;
  // Two tries: a tag deleted in Aircall makes the first one fail, since we know it by an id that is
  // gone.
  for (const last of [false, true]) {
    if (last || stale(run, call)) {
      call = await run.steps.fetchCall({ account, callId });
    }
    const ours = await tagIds(run, names, known);
    const tagIdsToSend = [...new Set([...call.tags.map(({ id }) => id), ...ours])];
    const result = await attempt(() =>
      run.steps.tagCall({ account, callId, tagIds: tagIdsToSend }),
    );
    if ("ok" in result) return true;
    run.progress.failed(result.failed.type, result.failed.message);
    if (!refusals.has(result.failed.type)) throw result.error;
    known = [];
  }
  log.warn("Aircall refuses the tags", { callId });
  return false;
}

/**
 * The ids of the named tags; those that nobody knows are looked up, those that do not exist are
 * made.
 */
async function tagIds(
  run: Run,
  names: readonly string[],
  known: readonly Tag[],
): Promise<readonly number[]> {
  const { account } = run.input;
  const ids = new Map(known.map(({ id, name }) => [name.toLowerCase(), id]));
  const missing = (): string[] => names.filter((name) => !ids.has(name));
  const look = async (): Promise<void> => {
    for (let page: number | null = 1; page !== null && missing().length > 0;) {
      const listed: Awaited<ReturnType<typeof run.steps.listTags>> = await run.steps.listTags({
        account,
        page,
      });
      for (const { id, name } of listed.tags) ids.set(name.toLowerCase(), id);
      page = listed.nextPage;
    }
  };
  if (missing().length > 0) await look();
  for (const name of missing()) {
    const made = await attempt(() => run.steps.createTag({ account, name }));
    if ("ok" in made) ids.set(name, made.ok.id);
    // Somebody else made it at the same moment: names are unique in a company.
    else await look();
  }
  return names.flatMap((name) => ids.get(name) ?? []);
}
