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
  return toSound(out);
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

/**
 * As a telephone gives it: 300-3400 Hz, mu-law, noise, mp3 with 32 kbit/s; `recorded`, what is done
 * to it before the mp3.
 */
export function telephone(
  file: string,
  sound: Sound,
  decibels: number,
  recorded: (sound: Sound) => Sound = (heard) => heard,
): void {
  const mulaw = throughMuLaw(noisy(sound, decibels));
  encode(recorded(mulaw), rate, file);
}

function throughMuLaw(sound: Sound): Sound {
  const out = piped(Buffer.from(sound.buffer), "f32", "ul", ...telephoneBand);
  return toSound(piped(out, "ul", "f32"));
}

const telephoneBand = ["sinc", "300-3400"];

/** What a telephone leaves of a sound. */
export function overBand(sound: Sound): Sound {
  return toSound(piped(Buffer.from(sound.buffer), "f32", "f32", ...telephoneBand));
}

function piped(input: Buffer, from: string, to: string, ...effects: readonly string[]): Buffer {
  const format = ["-t", from, "-r", String(rate), "-c", "1", "-"];
  return execFileSync("sox", ["-R", ...format, "-t", to, "-", ...effects], {
    input,
    maxBuffer: 1 << 30,
    stdio: ["pipe", "pipe", "ignore"],
  });
}

function toSound(out: Buffer): Sound {
  return new Float32Array(out.buffer.slice(out.byteOffset, out.byteOffset + out.length));
}
