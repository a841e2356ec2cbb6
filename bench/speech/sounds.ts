/** Sounds that nobody speaks, made by arithmetic at 8 kHz; the same at every run. */
export const rate = 8_000;

export type Sound = Float32Array;

let seed = 1;

/** Between 0 and 1. */
export function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

export function silence(seconds: number): Sound {
  return new Float32Array(Math.round(seconds * rate));
}

export function made(seconds: number, level: (index: number) => number): Sound {
  return Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) => level(index));
}

export function tone(seconds: number, ...hertz: readonly number[]): Sound {
  return made(seconds, (index) =>
    hertz.reduce(
      (sum, one) => sum + (0.3 / hertz.length) * Math.sin((2 * Math.PI * one * index) / rate),
      0,
    ),
  );
}

export function join(...sounds: readonly Sound[]): Sound {
  const joined = new Float32Array(sounds.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const sound of sounds) {
    joined.set(sound, at);
    at += sound.length;
  }
  return joined;
}

export function repeat(times: number, sound: () => Sound): Sound {
  return join(...Array.from({ length: times }, sound));
}

/** Brought to a usual loudness of a telephone. */
export function levelled(sound: Sound, target = 0.08): Sound {
  const loud = sound.filter((sample) => Math.abs(sample) > 0.005);
  const energy = Math.sqrt(loud.reduce((sum, sample) => sum + sample ** 2, 0) / loud.length);
  return energy > 0 ? sound.map((sample) => (sample * target) / energy) : sound;
}

const pink = [0, 0, 0];

function pinkNoise(): number {
  const white = random() * 2 - 1;
  pink[0] = 0.997_65 * (pink[0] ?? 0) + white * 0.099;
  pink[1] = 0.963 * (pink[1] ?? 0) + white * 0.2965;
  pink[2] = 0.57 * (pink[2] ?? 0) + white * 1.0527;
  return (pink[0] + pink[1] + pink[2] + white * 0.1848) * 0.375;
}

/** With pink noise, this many decibels below a usual voice. */
export function noisy(sound: Sound, decibels: number): Sound {
  const gain = 0.08 / 10 ** (decibels / 20);
  return sound.map((sample) => sample + gain * pinkNoise());
}

export function click(): Sound {
  return made(0.02, (index) => (random() * 2 - 1) * Math.exp(-index / 30) * 0.8);
}

export function breath(): Sound {
  let air = 0;
  const length = 1.2 * rate;
  return made(1.2, (index) => {
    air = 0.6 * air + 0.4 * (random() * 2 - 1);
    return air * 0.12 * Math.sin((Math.PI * index) / length);
  });
}

export function melody(notes: number): Sound {
  const steps = [0, 2, 4, 5, 7, 9, 11, 12];
  return repeat(notes, () => {
    const hertz = 220 * 2 ** ((steps[Math.floor(random() * steps.length)] ?? 0) / 12);
    return tone(0.35, hertz, hertz * 2, hertz * 1.5).map(
      (sample, index) => sample * Math.exp((-index / rate) * 3),
    );
  });
}
