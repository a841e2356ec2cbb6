import { overBand } from "../record.ts";
import { join, rate, type Sound } from "../sounds.ts";

const frame = rate / 50;

/** Decibels between a frame's loudest and what still counts as speech. */
const range = 25;

export function energy(sound: Sound): number {
  return Math.sqrt(sound.reduce((sum, sample) => sum + sample ** 2, 0) / sound.length);
}

/** Brought to a mean level, in decibels below full scale; what would not fit is cut. */
export function atLevel(sound: Sound, decibels: number): Sound {
  const gain = 10 ** (decibels / 20) / (energy(sound) || 1);
  return sound.map((sample) => Math.max(-1, Math.min(1, sample * gain)));
}

/** The same of what a telephone leaves of it. */
export function overLine(sound: Sound, decibels: number): Sound {
  return atLevel(overBand(sound), decibels);
}

/** The mean level of speech alone, without the pauses. */
export function speechEnergy(sound: Sound): number {
  return energy(join(...framesOfSpeech(sound).map(({ samples }) => samples)));
}

/** Without the silence around, but for this many seconds: an f or an s is hardly louder. */
export function trimmed(sound: Sound, seconds = 0.1): Sound {
  const frames = framesOfSpeech(sound);
  const margin = seconds * rate;
  const [first, last] = [frames[0]?.at ?? 0, (frames.at(-1)?.at ?? 0) + frame];
  return sound.slice(Math.max(0, first - margin), last + margin);
}

function framesOfSpeech(sound: Sound): readonly { at: number; samples: Sound }[] {
  const frames = Array.from({ length: Math.ceil(sound.length / frame) }, (_, index) => {
    const samples = sound.subarray(index * frame, (index + 1) * frame);
    return { at: index * frame, samples, level: energy(samples) };
  });
  const loudest = frames.reduce((most, { level }) => Math.max(most, level), 0);
  return frames.filter(({ level }) => level > loudest / 10 ** (range / 20));
}
