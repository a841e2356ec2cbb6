import { join, made, rate, silence, type Sound } from "../sounds.ts";
import type { HarderClip } from "./harder-clip.ts";
import { overLine, trimmed } from "./levels.ts";
import type { Say } from "./neural-voices.ts";

type Change = (sound: Sound) => Sound;

const cases: readonly (readonly [
  name: string,
  voice: string,
  text: string,
  level: number,
  recorded?: Change,
])[] = [
  [
    "offset-005",
    "joe",
    "Hello, this is Peter. Please call me back when you can.",
    -24,
    offset(0.05),
  ],
  ["offset-01", "af_heart", "I need to change the address on my account.", -24, offset(0.1)],
  ["offset-02", "am_michael", "The lift is stuck between two floors.", -24, offset(0.2)],
  ["offset-minus-005", "bf_emma", "Could you tell me your opening hours?", -30, offset(-0.05)],
  ["offset-minus-01", "joe", "My number is five five five, oh one nine eight.", -30, offset(-0.1)],
  ["offset-minus-02", "af_sarah", "I would like to speak to the manager.", -34, offset(-0.2)],
  ["drift", "am_fenrir", "Nobody came yesterday, although I waited all day.", -28, drift(0.1, 0.3)],
  ["drift-slow", "bm_george", "Please send the papers to my new office.", -34, drift(0.15, 0.08)],
  ["hum-50", "joe", "The printer on the second floor is out of paper.", -28, hum(50, 0.05)],
  ["hum-60", "af_bella", "Can I pick up my order tomorrow morning?", -28, hum(60, 0.05)],
  ["hum-60-quiet", "am_puck", "There is water coming through the ceiling.", -36, hum(60, 0.03)],
  ["quiet", "joe", "It's me again. I will try later.", -40],
  ["quiet-whisper", "af_nicole", "I can't talk loudly. Please call me after six.", -40],
  ["quiet-offset", "hf_alpha", "Thank you, the parcel has arrived.", -40, offset(0.1)],
  ["clipped", "am_adam", "This is an emergency. Call me immediately.", -14, clipped(3)],
  ["clipped-offset", "bf_isabella", "I have been waiting for two hours.", -14, clipped(2, 0.1)],
];

/** What a recorder adds behind the line: direct current, drift, hum; and speech very quiet or cut off. */
export function offsets(say: Say): readonly HarderClip[] {
  return cases.map(([name, voice, text, level, recorded]) => ({
    file: `offsets/${name}.mp3`,
    set: "offsets",
    text,
    sound: overLine(join(silence(0.4), trimmed(say(voice, text)), silence(0.4)), level),
    decibels: -22 - level + 24,
    ...(recorded ? { recorded } : {}),
  }));
}

function offset(by: number): Change {
  return (sound) => sound.map((sample) => cut(sample + by));
}

/** Up and down, so many times a second. */
function drift(by: number, hertz: number): Change {
  return (sound) =>
    sound.map((sample, index) => cut(sample + by * Math.sin((2 * Math.PI * hertz * index) / rate)));
}

function hum(hertz: number, by: number): Change {
  return (sound) => {
    const mains = made(sound.length / rate, (index) =>
      [1, 2, 3, 5].reduce(
        (sum, one) => sum + Math.sin((2 * Math.PI * hertz * one * index) / rate) / one,
        0,
      ),
    );
    return sound.map((sample, index) => cut(sample + by * (mains[index] ?? 0)));
  };
}

function clipped(gain: number, by = 0): Change {
  return (sound) => sound.map((sample) => cut(gain * sample + by));
}

function cut(sample: number): number {
  return Math.max(-0.99, Math.min(0.99, sample));
}
