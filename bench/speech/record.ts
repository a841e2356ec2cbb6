import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join as path } from "node:path";
import { fileURLToPath } from "node:url";
import { noisy, rate, type Sound } from "./sounds.ts";

export const clips = fileURLToPath(new URL("./clips", import.meta.url));

function sox(...args: readonly string[]): Buffer {
  return execFileSync("sox", ["-R", ...args], {
    maxBuffer: 1 << 30,
    stdio: ["pipe", "pipe", "ignore"],
  });
}

/** A recording as samples. */
export function samplesOf(file: string, hertz: number): Sound {
  const raw = file.endsWith(".raw") ? ["-r", "16000", "-e", "signed", "-b", "16", "-c", "1"] : [];
  const out = sox(...raw, file, "-t", "f32", "-r", String(hertz), "-c", "1", "-");
  return new Float32Array(out.buffer.slice(out.byteOffset, out.byteOffset + out.length));
}

/** Writes a clip, in the format that its name says. */
export function encode(
  sound: Sound,
  hertz: number,
  file: string,
  ...effects: readonly string[]
): void {
  mkdirSync(dirname(path(clips, file)), { recursive: true });
  execFileSync(
    "sox",
    [
      "-R",
      "-t",
      "f32",
      "-r",
      String(hertz),
      "-c",
      "1",
      "-",
      "-C",
      file.endsWith("mp3") ? "32" : "2",
      path(clips, file),
      ...effects,
    ],
    { input: Buffer.from(sound.buffer), stdio: ["pipe", "ignore", "ignore"] },
  );
}

/** As a telephone gives it: 300-3400 Hz, mu-law, noise, mp3 with 32 kbit/s. */
export function telephone(file: string, sound: Sound, decibels: number): void {
  const mulaw = throughMuLaw(noisy(sound, decibels));
  encode(mulaw, rate, file);
}

function throughMuLaw(sound: Sound): Sound {
  const out = execFileSync(
    "sox",
    ["-R", "-t", "f32", "-r", String(rate), "-c", "1", "-", "-t", "ul", "-", "sinc", "300-3400"],
    { input: Buffer.from(sound.buffer), maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "ignore"] },
  );
  const back = execFileSync(
    "sox",
    ["-t", "ul", "-r", String(rate), "-c", "1", "-", "-t", "f32", "-"],
    { input: out, maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "ignore"] },
  );
  return new Float32Array(back.buffer.slice(back.byteOffset, back.byteOffset + back.length));
}
