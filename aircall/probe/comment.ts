import type { Ask } from "./ask.ts";
import type { Experiment } from "./experiment.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { answerShape, at, listAt, thumb } from "./shape.ts";

/** Longer than any comment of ours, so that a limit that would hurt shows. */
const commentLength = 4_000;
/** More do not fit on a call. */
const mostComments = 5;

/** One comment, for good: Aircall has no way to take it away. */
export function commentExperiment(callId: number): Experiment {
  const path = `/v1/calls/${callId}/comments`;
  return {
    asked: "POST /v1/calls/:id/comments, GET /v1/calls/:id",
    expected: {
      "the answer to a comment": "201 {}",
      [`a comment of ${commentLength} characters`]: "kept",
      "emoji in a comment": "taken out",
      "line ends in a comment": "kept",
      "who posted a comment of the API": "null",
    },
    run: async (ask) => {
      const before = await commentsOf(ask, callId);
      if (before.length >= mostComments) return {};
      const long = `Test by afterbeep probe ${thumb}\nline two\n`.padEnd(commentLength, "x");
      let sent = await ask("POST", path, { body: { content: long } });
      const isRefused = sent.status === 400;
      // A refused comment does not stand, so this is the only one.
      if (isRefused) {
        const content = `Test by afterbeep probe ${thumb}\nline two`;
        sent = await ask("POST", path, { body: { content } });
      }
      const known = new Set(before.map((comment) => at(comment, "id")));
      const ours = (await commentsOf(ask, callId)).find((one) => !known.has(at(one, "id")));
      const content = at(ours, "content");
      return {
        "the answer to a comment": answerShape(sent),
        [`a comment of ${commentLength} characters`]: isRefused ? "refused" : lengthSight(content),
        ...(typeof content === "string"
          ? {
              "emoji in a comment": content.includes(thumb) ? "kept" : "taken out",
              "line ends in a comment": content.includes("\nline two") ? "kept" : "changed",
              "who posted a comment of the API": at(ours, "posted_by") === null ? "null" : "named",
            }
          : {}),
      };
    },
  };
}

function lengthSight(content: unknown): string {
  if (typeof content !== "string") return "not there";
  return content.endsWith("x".repeat(commentLength - 100)) ? "kept" : "cut";
}

async function commentsOf(ask: Ask, callId: number): Promise<readonly unknown[]> {
  const { text } = await ask("GET", `/v1/calls/${callId}`);
  return listAt(parseJson(text), "call", "comments");
}
