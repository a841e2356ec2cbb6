import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { modelsHere } from "../app/media/models-here.ts";
import { decodeWithWasm } from "../speech/audio/wasm/wasm-decoder.ts";
import { toWav } from "../speech/audio/wav.ts";
import { publish, type Row } from "./publish.ts";
import { harderRows, harderSets, percent } from "./speech/harder/harder-rows.ts";

const run = promisify(execFile);
const main = fileURLToPath(new URL("../cli/main.ts", import.meta.url));
const clips = fileURLToPath(new URL("./speech/clips", import.meta.url));

const figures = z.object({
  set: z.string(),
  files: z.number(),
  wordErrorRate: z.number().nullable(),
  digitErrorRate: z.number().nullable(),
  withDigits: z.number(),
  exact: z.number(),
  beginningsLost: z.number(),
  falselyEmpty: z.number(),
  falseText: z.number(),
  doubtful: z.number(),
  failed: z.number(),
  realTimeFactor: z.number(),
});
type Figures = z.infer<typeof figures>;

/** What one engine made of the clips, in a process of its own. */
async function measure(modelDir: string | null): Promise<readonly Figures[]> {
  const { stdout } = await run(process.execPath, [main, "bench", "speech", clips, "--json"], {
    env: {
      PATH: "/usr/bin:/bin",
      AFTERBEEP_ENV_FILE: "off",
      ...(modelDir === null ? { XDG_CACHE_HOME: "/dev/null" } : { ASR_MODEL_DIR: modelDir }),
    },
  });
  return stdout
    .trim()
    .split("\n")
    .slice(0, -1)
    .map((line) => figures.parse(JSON.parse(line)));
}

const dir = modelsHere(process.env).dirOf("moonshine-base-en");
const engines = [
  { name: "Tiny", modelDir: null, clean: "<= 3.5 %", telephone: "<= 7 %" },
  ...(dir !== null
    ? [
        {
          name: "Base",
          modelDir: dir,
          clean: "<= 1.8 %",
          telephone: "<= 3.5 %",
        },
      ]
    : []),
];
if (engines.length === 1) {
  process.stderr.write(
    "Base is not measured: `npx afterbeep models pull moonshine-base-en` installs it\n",
  );
}

const rows: Row[] = [];
for (const { name, modelDir, clean, telephone } of engines) {
  const measured = await measure(modelDir);
  const all = measured.filter(({ set }) => !harderSets.has(set));
  const of = (set: string): Figures | undefined => all.find((one) => one.set === set);
  const sum = (value: (one: Figures) => number): number =>
    all.reduce((total, one) => total + value(one), 0);
  const spoken = all.filter(({ set }) => set !== "no speech" && set !== "other language");
  const count = (test: (one: Figures) => number): number =>
    spoken.reduce((total, one) => total + test(one), 0);
  const other = of("other language");
  rows.push(
    {
      figure: `${name}: words wrong, clean`,
      value: percent(of("clean")?.wordErrorRate),
      aim: clean,
    },
    {
      figure: `${name}: words wrong, telephone`,
      value: percent(of("telephone")?.wordErrorRate),
      aim: telephone,
    },
    {
      figure: `${name}: words wrong, flite voices, clean and telephone`,
      value: `${percent(of("synthetic clean")?.wordErrorRate)}, ${percent(of("synthetic telephone")?.wordErrorRate)}`,
      aim: "",
    },
    {
      figure: `${name}: dictated digits wrong`,
      value: percent(of("digits")?.digitErrorRate),
      aim: "<= 1 %",
    },
    {
      figure: `${name}: beginnings lost of ${count(({ files }) => files)}`,
      value: String(count((one) => one.beginningsLost)),
      aim: "0",
    },
    {
      figure: `${name}: text where nobody speaks, of ${of("no speech")?.files ?? 0}`,
      value: String(sum((one) => one.falseText)),
      aim: "0",
    },
    {
      figure: `${name}: speech called empty, of ${count(({ files }) => files) + (other?.files ?? 0)}`,
      value: String(sum((one) => one.falselyEmpty)),
      aim: "0",
    },
    {
      figure: `${name}: other languages doubtful, or without text, of ${other?.files ?? 0}`,
      value: `${other?.doubtful ?? 0} + ${other?.failed ?? 0}`,
      aim: ">= 80 %",
    },
    {
      figure: `${name}: English doubtful; of it dictated digits`,
      value: `${percent(count((one) => one.doubtful) / count((one) => one.files))}; ${of("digits")?.doubtful ?? 0} of ${of("digits")?.files ?? 0}`,
      aim: "<= 1 %",
    },
    {
      figure: `${name}: seconds of work for a second of telephone speech`,
      value: (of("telephone")?.realTimeFactor ?? 0).toFixed(3),
      aim: "<= 0.05",
    },
    ...harderRows(name, measured),
  );
}
rows.push(...(await memory()));
await publish(
  "speech",
  "Hearing",
  rows,
  "`npm run bench:speech`, on the clips in `bench/speech`; your own: `npx afterbeep bench speech <folder>`. Decoding is part of the work.",
);

/** A process hears ten seconds, ten minutes, an hour: the same speech again and again. */
async function memory(): Promise<readonly Row[]> {
  const parts: Float32Array[] = [];
  for await (const part of decodeWithWasm(join(clips, "clean/dickens-1.ogg"))) parts.push(part);
  const speech = Float32Array.from(parts.flatMap((part) => [...part]));
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-bench-"));
  const peaks: number[] = [];
  try {
    for (const seconds of [10, 600, 3_600]) {
      const long = new Float32Array(seconds * 16_000);
      for (let at = 0; at < long.length; at += speech.length)
        long.set(speech.subarray(0, long.length - at), at);
      await writeFile(join(folder, "long.wav"), toWav(long));
      await writeFile(
        join(folder, "labels.jsonl"),
        `${JSON.stringify({ file: "long.wav", text: null })}\n`,
      );
      const { stdout } = await run(process.execPath, [main, "bench", "speech", folder, "--json"], {
        env: { PATH: "/usr/bin:/bin", AFTERBEEP_ENV_FILE: "off", XDG_CACHE_HOME: "/dev/null" },
      });
      const last: unknown = JSON.parse(stdout.trim().split("\n").at(-1) ?? "{}");
      peaks.push(z.object({ peakMemoryMb: z.number() }).parse(last).peakMemoryMb);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return [
    {
      figure: "Tiny: peak memory of a process that hears 10 s, 10 min, 60 min",
      value: `${peaks.join(", ")} MB`,
      aim: "flat",
    },
  ];
}
