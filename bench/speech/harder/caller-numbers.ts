import { join, random, silence, type Sound } from "../sounds.ts";
import type { HarderClip } from "./harder-clip.ts";
import { overLine, trimmed } from "./levels.ts";
import type { Say } from "./neural-voices.ts";
import { allison, flite } from "./other-voices.ts";

const set = "caller numbers";

const asAllison = [
  "two oh five",
  "one sixteen",
  "four eleven",
  "twelve thirty four",
  "fourth",
  "twenty first",
  "one hundred twenty seven",
  "nine oh two one oh",
  "five five five oh one four two",
  "three thousand forty",
];

const asOthers: readonly (readonly [voice: string, speed: number, text: string])[] = [
  ["af_heart", 1.25, "five oh three, two two seven, one oh nine four"],
  ["am_michael", 0.85, "six one nine, five five five, oh one eight three"],
  ["bf_emma", 1.15, "double four seven, nine oh double two"],
  ["joe", 1.3, "three one two, eight eight oh four"],
  ["af_bella", 1.35, "nine seven oh three two"],
  ["am_adam", 1.1, "oh two one three nine"],
  ["am_fenrir", 1.1, "two oh five"],
  ["af_sarah", 1, "four eleven"],
  ["am_puck", 1.3, "twelve thirty four"],
  ["bm_george", 1.1, "one sixteen"],
  ["af_sky", 1.2, "ninety seven two oh two"],
  ["joe", 0.9, "eighty eight"],
  ["af_heart", 1.1, "twenty third"],
  ["am_michael", 1.2, "nineteenth"],
  ["bf_isabella", 1, "sixty two fifteen"],
  ["am_fenrir", 1.3, "seven"],
  ["af_sarah", 1.3, "seven three four, nine oh oh six"],
  ["joe", 1, "fifteen hundred"],
  ["flite-slt", 1.1, "one ten"],
  ["flite-rms", 0.9, "eight oh one five"],
];

/** Telephone numbers, zip codes, house numbers, ordinals: short, with little around, mostly quiet. */
export function callerNumbers(say: Say): readonly HarderClip[] {
  const all: HarderClip[] = [];
  const add = (name: string, sound: Sound, text: string): void => {
    const usual = all.length % 3 === 2;
    const level = usual ? -22 - random() * 6 : -36 - random() * 8;
    all.push({
      file: `caller-numbers/${name}.mp3`,
      set,
      text: text.replaceAll(",", ""),
      sound: overLine(join(silence(random() * 0.2), sound, silence(random() * 0.25)), level),
      // 18 to 26 decibels below this voice, not below a usual one; the telephone takes 9 of the noise.
      decibels: -22 - level + 9 + random() * 8,
    });
  };
  for (const text of asAllison) {
    const gap = 0.02 + random() * 0.1;
    add(`allison-${text.replaceAll(" ", "-")}`, trimmed(allison(text.split(" "), gap)), text);
  }
  for (const [index, [voice, speed, text]] of asOthers.entries()) {
    const sound = voice.startsWith("flite") ? flite(voice, text, speed) : say(voice, text, speed);
    add(`${voice}-${index}`, trimmed(sound), text);
  }
  return all;
}
