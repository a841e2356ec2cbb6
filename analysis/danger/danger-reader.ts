import { readFileSync } from "node:fs";
import type { Tokenizer } from "@huggingface/tokenizers";
import type { InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { onceLoaded } from "../once-loaded.ts";

/** How likely a passage tells of something, 0 to 1. */
export interface Chances {
  /** Life, health or property in danger, or a total outage, now: urgency 5. */
  readonly danger: number;
  /** Urgency of 4 or 5. */
  readonly urgent: number;
}

/** Reads passages for danger, each by itself. */
export interface DangerReader {
  /** @throws when the model does not load */
  readonly read: (passages: readonly string[]) => Promise<readonly Chances[]>;
}

interface Model {
  readonly tokenizer: Tokenizer;
  readonly session: InferenceSession;
  readonly TensorOf: typeof Tensor;
}

/** Longer passages are cut: two sentences have less. As many places as the model has. */
const mostPieces = 160;

/**
 * The model of docs/decisions/0027: four layers of MiniLM (Apache-2.0) that have learned from
 * training/, in whole numbers of eight bits. It reads in the thread that calls it, a passage in
 * some 10 ms: no thread for whoever answers webhooks.
 */
export function createDangerReader(): DangerReader {
  const model = onceLoaded(loadModel);
  return {
    read: async (passages) => {
      const ready = await model();
      const chances: Chances[] = [];
      for (const passage of passages) chances.push(await chancesOf(passage, ready));
      return chances;
    },
  };
}

/** Its code as well only here: whoever imports this does not yet hold it. */
async function loadModel(): Promise<Model> {
  const [{ Tokenizer }, { env, InferenceSession, Tensor }] = await Promise.all([
    import("@huggingface/tokenizers"),
    import("onnxruntime-web/wasm"),
  ]);
  // One core: the other one hears.
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(file("danger.onnx"), {
    executionProviders: ["wasm"],
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const tokenizer = new Tokenizer(JSON.parse(file("tokenizer.json").toString("utf8")), {});
  return { tokenizer, session, TensorOf: Tensor };
}

function file(name: string): Buffer {
  return readFileSync(new URL(`model/${name}`, import.meta.url));
}

async function chancesOf(text: string, { tokenizer, session, TensorOf }: Model): Promise<Chances> {
  const { ids } = tokenizer.encode(text);
  const pieces = BigInt64Array.from(ids.slice(0, mostPieces), BigInt);
  const count = pieces.length;
  const place = BigInt64Array.from({ length: count }, (_, at) => BigInt(at));
  const { chances } = await session.run({
    ids: new TensorOf("int64", pieces, [1, count]),
    mask: new TensorOf("float32", new Float32Array(count).fill(1), [1, count]),
    position: new TensorOf("int64", place, [count]),
  });
  const [danger = 0, urgent = 0] = chances?.data instanceof Float32Array ? chances.data : [];
  return { danger, urgent };
}
