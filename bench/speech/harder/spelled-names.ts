import { join, random, silence } from "../sounds.ts";
import type { HarderClip } from "./harder-clip.ts";
import { overLine, trimmed } from "./levels.ts";
import type { Say } from "./neural-voices.ts";
import { allison, flite } from "./other-voices.ts";

const asAllison = [
  "w a l k e r",
  "k r i s h n a n",
  "o b r i e n",
  "b k one one six",
  "x t nine four seven",
  "m c k e n z i e",
];

/** A capital letter is said by its name. */
const asOthers: readonly (readonly [voice: string, speed: number, text: string])[] = [
  ["af_heart", 1, "My last name is Meyer, M, E, Y, E, R."],
  ["am_michael", 1.1, "It's Jon without an H, J, O, N."],
  ["bf_emma", 1, "The name is Featherstone, F, E, A, T, H, E, R, S, T, O, N, E."],
  ["joe", 1, "That is Kowalski, K, O, W, A, L, S, K, I."],
  ["af_bella", 1.2, "S, C, H, M, I, D, T."],
  ["am_fenrir", 1.1, "My reference is B, K, seven three oh one."],
  ["bm_george", 1, "The order number is Q, R, four nine nine, D, two."],
  ["joe", 1.1, "Licence plate L, V, six two, T, K, X."],
  ["af_sarah", 1, "First name Siobhan, S, I, O, B, H, A, N."],
  ["am_puck", 1.2, "P, H, A, M, Pham."],
  ["af_sky", 1, "Policy number C, D, double five, oh nine one."],
  ["bf_isabella", 1, "Nguyen, N, G, U, Y, E, N."],
  ["hf_alpha", 1, "My name is Lakshmi, L, A, K, S, H, M, I."],
  ["flite-slt", 1, "Garcia, G, A, R, C, I, A."],
];

/** Names and references, letter by letter. */
export function spelledNames(say: Say): readonly HarderClip[] {
  const all: HarderClip[] = [];
  const add = (name: string, sound: HarderClip["sound"], text: string): void => {
    all.push({
      file: `spelled-names/${name}.mp3`,
      set: "spelled names",
      text: text.replaceAll(/[,.]/g, "").toLowerCase(),
      sound: overLine(join(silence(0.25), trimmed(sound), silence(0.3)), -24 - random() * 8),
      decibels: 26,
    });
  };
  for (const text of asAllison) {
    const said = text.split(" ");
    add(`allison-${text.replaceAll(" ", "")}`, allison(said, 0.05 + random() * 0.2), text);
  }
  for (const [index, [voice, speed, text]] of asOthers.entries()) {
    const sound = voice.startsWith("flite") ? flite(voice, text, speed) : say(voice, text, speed);
    add(`${voice}-${index}`, sound, text);
  }
  return all;
}
