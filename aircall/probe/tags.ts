import { setTimeout as delay } from "node:timers/promises";
import { LimitUsedUp, type Ask, type Seen } from "./ask.ts";
import type { Experiment } from "./experiment.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { answerShape, at, bodyShape, listAt, thumb } from "./shape.ts";

const longNameLength = 64;
/** No account has this many tags. */
const unknownTag = 2_147_483_646;
const color = "#00B388";
const deleteTries = 3;
/** Aircall counts by the minute. */
const windowMs = 60_000;

/** Two tags of the probe's own, made, set on the call, and deleted again, which takes them from the call. */
export function tagsExperiment(callId: number): Experiment {
  const path = `/v1/calls/${callId}/tags`;
  return {
    asked: "POST /v1/tags, POST /v1/calls/:id/tags, GET /v1/calls/:id, DELETE /v1/tags/:id",
    expected: {
      "the answer to a new tag": "201 {tag}",
      "emoji in a tag's name": "taken out",
      "a tag's name that stands already": "400 {error, troubleshoot}",
      [`a tag's name of ${longNameLength} characters`]: "kept",
      "the answer to tags on a call": "201 {}",
      "tags set on a call": "appended",
      "an id twice among a call's tags": "set once",
      "an unknown tag on a call": "400",
      "the answer to a deleted tag": "204 empty",
      "a deleted tag on a call": "gone",
    },
    run: async (ask) => {
      const suffix = Date.now().toString(36);
      const first = `afterbeep-probe-${suffix}`;
      const long = `afterbeep-probe-long-${suffix}-`.padEnd(longNameLength, "x");
      const create = (name: string): Promise<Seen> =>
        ask("POST", "/v1/tags", { body: { name, color } });
      const made: number[] = [];
      const keep = (seen: Seen): number | null => {
        const id = at(parseJson(seen.text), "tag", "id");
        if (typeof id !== "number") return null;
        made.push(id);
        return id;
      };
      const sights: Record<string, string> = {};
      try {
        const created = await create(`${first}${thumb}`);
        const one = keep(created);
        sights["the answer to a new tag"] = answerShape(created);
        const firstName = at(parseJson(created.text), "tag", "name");
        if (typeof firstName === "string") {
          sights["emoji in a tag's name"] = firstName.includes(thumb) ? "kept" : "taken out";
        }
        const twice = await create(typeof firstName === "string" ? firstName : first);
        keep(twice);
        sights["a tag's name that stands already"] = answerShape(twice);
        const longTag = await create(long);
        const name = at(parseJson(longTag.text), "tag", "name");
        sights[`a tag's name of ${longNameLength} characters`] =
          longTag.status === 400 ? "refused" : name === long ? "kept" : "cut";
        const two = keep(longTag) ?? keep(await create(`afterbeep-probe2-${suffix}`));
        if (one !== null && two !== null) {
          // With those that stand, lest a call lose them where tags are replaced.
          const standing = await tagsOf(ask, callId);
          const set = (...ids: number[]): Promise<Seen> =>
            ask("POST", path, { body: { tags: [...standing, ...ids] } });
          sights["the answer to tags on a call"] = answerShape(await set(one, one));
          const withOne = await tagsOf(ask, callId);
          const count = withOne.filter((id) => id === one).length;
          sights["an id twice among a call's tags"] = ["not set", "set once"][count] ?? "set twice";
          await set(two);
          const withTwo = await tagsOf(ask, callId);
          sights["tags set on a call"] = withTwo.includes(one) ? "appended" : "replaced";
          sights["an unknown tag on a call"] = String((await set(one, two, unknownTag)).status);
        }
      } finally {
        for (const id of made) {
          const gone = await deleteTag(ask, id);
          sights["the answer to a deleted tag"] = `${gone.status} ${bodyShape(gone.text)}`;
        }
      }
      if (made.length > 0) {
        const left = await tagsOf(ask, callId);
        sights["a deleted tag on a call"] = made.some((id) => left.includes(id)) ? "stays" : "gone";
      }
      return sights;
    },
  };
}

/** A limit that others used up is waited for: what the probe made must not stay. */
async function deleteTag(ask: Ask, id: number): Promise<Seen> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask("DELETE", `/v1/tags/${id}`);
    } catch (cause) {
      if (!(cause instanceof LimitUsedUp) || tries === deleteTries) {
        throw new Error(
          "tags named afterbeep-probe-… still stand: delete them in Aircall's dashboard",
          { cause },
        );
      }
      await delay(windowMs);
    }
  }
}

async function tagsOf(ask: Ask, callId: number): Promise<number[]> {
  const { text } = await ask("GET", `/v1/calls/${callId}`);
  return listAt(parseJson(text), "call", "tags")
    .map((tag) => at(tag, "id"))
    .filter((id) => typeof id === "number");
}
