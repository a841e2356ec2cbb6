import { readFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createReporter } from "../app/media/reporter.ts";
import { steady } from "../speech/audio/steady.ts";
import { decodeWithWasm } from "../speech/audio/wasm/wasm-decoder.ts";
import { createLocalEngine } from "../speech/engines/local-engine.ts";
import { atSpeed, faster } from "../speech/second-opinion.ts";
import { cutAtPauses, type Piece } from "../speech/segmenter.ts";
import { createVoiceActivity } from "../speech/voice-activity.ts";
import { findingOf } from "./growth/work-on-text.ts";
import { percentile } from "./percentile.ts";
import type { Row } from "./publish.ts";

const rounds = 5;

/** Aircall's mp3 has 32 kbit/s: this many bytes are 20 seconds. */
const twentySeconds = 80_000;

/** A second opinion reads so much of a long piece. */
const beginning = 7 * 16_000;

/** Where the work on a voicemail of 20 seconds is, stage by stage, the models loaded. */
export async function stages(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-bench-"));
  const file = join(folder, "voicemail.mp3");
  const long = await readFile(new URL("../simulator/voicemails/long.mp3", import.meta.url));
  await writeFile(file, long.subarray(0, twentySeconds));
  const engine = createLocalEngine({ modelDir: null });
  const reporter = createReporter({ openai: null });
  const voiceActivity = createVoiceActivity();
  const times = new Map<string, number[]>();
  const timed = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const result = await work();
    times.set(stage, [...(times.get(stage) ?? []), performance.now() - from]);
    return result;
  };
  const once = async (): Promise<void> => {
    const parts: Float32Array[] = [];
    await timed("decode (WASM)", async () => {
      for await (const part of steady(decodeWithWasm(file))) parts.push(part);
    });
    const pieces: Piece[] = [];
    await timed("voice activity twice, tones, pieces", async () => {
      const meter = voiceActivity.open();
      for await (const piece of cutAtPauses(replay(parts), meter, () => {})) pieces.push(piece);
      meter.close();
    });
    const texts: string[] = [];
    await timed(`first reading of ${pieces.length} pieces`, async () => {
      for (const { samples } of pieces) texts.push((await engine.read(samples, {})).text);
    });
    await timed("second opinion on the first two", async () => {
      for (const { samples } of pieces.slice(0, 2)) {
        const start = samples.length > beginning * 1.3 ? samples.slice(0, beginning) : samples;
        await engine.read(atSpeed(start, faster), {});
      }
    });
    await timed("judging, redaction, the comment's words", () =>
      reporter.report(findingOf(texts.join(" ")), { vipNumbers: [], hours: null }),
    );
  };
  try {
    await once();
    times.clear();
    for (let round = 0; round < rounds; round++) await once();
  } finally {
    await engine.close();
    await rm(folder, { recursive: true });
  }
  return [...times].map(([stage, values]) => ({
    figure: `stage: ${stage}`,
    value: `p50 ${percentile(values, 0.5).toFixed(0)} ms`,
    aim: "",
  }));
}

async function* replay(parts: readonly Float32Array[]): AsyncGenerator<Float32Array> {
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 3_200) yield part.subarray(at, at + 3_200);
    await Promise.resolve();
  }
}
