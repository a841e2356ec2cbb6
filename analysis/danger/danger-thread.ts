import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { answerInThread } from "../thread/answer-in-thread.ts";
import type { Chances } from "./danger-reader.ts";

/*
 * The thread that holds our model for danger: four layers of MiniLM (Apache-2.0) that have learned
 * from training/, in whole numbers of eight bits. One core: the other one hears.
 */

const file = (name: string): Buffer => readFileSync(new URL(`model/${name}`, import.meta.url));

env.wasm.numThreads = 1;
const tokenizer = new Tokenizer(JSON.parse(file("tokenizer.json").toString("utf8")), {});
const session = InferenceSession.create(file("danger.onnx"), {
  executionProviders: ["wasm"],
  intraOpNumThreads: 1,
  logSeverityLevel: 3,
});

/** Longer passages are cut: two sentences have less. As many places as the model has. */
const mostPieces = 160;

async function chancesOf(text: string): Promise<Chances> {
  const { ids } = tokenizer.encode(text);
  const pieces = BigInt64Array.from(ids.slice(0, mostPieces), BigInt);
  const count = pieces.length;
  const place = BigInt64Array.from({ length: count }, (_, at) => BigInt(at));
  const ready = await session;
  const { chances } = await ready.run({
    ids: new Tensor("int64", pieces, [1, count]),
    mask: new Tensor("float32", new Float32Array(count).fill(1), [1, count]),
    position: new Tensor("int64", place, [count]),
  });
  const [danger = 0, urgent = 0] = chances?.data instanceof Float32Array ? chances.data : [];
  return { danger, urgent };
}

answerInThread(async (passages: readonly string[]) => {
  const chances: Chances[] = [];
  for (const passage of passages) chances.push(await chancesOf(passage));
  return chances;
});
