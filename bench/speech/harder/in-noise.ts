import { join as path } from "node:path";
import type { Label } from "../../../speech/scoring/label.ts";
import { clips, overBand, samplesOf } from "../record.ts";
import { join, rate, silence, type Sound } from "../sounds.ts";
import type { HarderClip } from "./harder-clip.ts";
import { atLevel, energy, speechEnergy, trimmed } from "./levels.ts";
import type { Say } from "./neural-voices.ts";
import { babble, car, street } from "./noises.ts";

/** Committed clips of people. */
const people = [
  "librivox-0890",
  "cards-5",
  "allison-conf-invalid",
  "audioeval-fox",
  "allison-vm-reenterpassword",
  "librivox-0880",
];

const messages: readonly (readonly [voice: string, text: string])[] = [
  [
    "af_heart",
    "Hi, this is Rachel. Please call me back at three one oh, five five five, oh one seven two.",
  ],
  ["am_michael", "The alarm at the warehouse is ringing, and nobody has the code. Please hurry."],
  [
    "bf_emma",
    "I'm running twenty minutes late for my appointment. I'm sorry, the traffic is terrible.",
  ],
  ["joe", "Can you send me the invoice again? The address is eighty four Maple Avenue."],
  ["am_fenrir", "My order never arrived, and I need it before Saturday. Call me today, please."],
  ["af_sarah", "Thanks for fixing the heater so quickly. Everything works now."],
];

const murmur = ["dickens-1", "beckett-1", "librivox-0870", "librivox-0920", "joe-1", "flite-slt-1"];

/** The same twelve clips with less and less between speech and noise. */
export function inNoise(labels: readonly Label[], say: Say): readonly HarderClip[] {
  const committed = people.map((name) => {
    const file = `clean/${name}.ogg`;
    const text = labels.find((label) => label.file === file)?.text ?? "";
    return { name, text, sound: samplesOf(path(clips, file), rate) };
  });
  const said = messages.map(([voice, text], index) => ({
    name: `${voice}-${index}`,
    text,
    sound: say(voice, text),
  }));
  const voices = murmur.map((name) => samplesOf(path(clips, `clean/${name}.ogg`), rate));
  const kinds = { babble: (seconds: number): Sound => babble(seconds, voices), car, street };
  const mixed = [...committed, ...said].map(({ name, text, sound }, index) => {
    const speech = overBand(join(silence(0.5), trimmed(sound), silence(0.4)));
    const kind = (["babble", "car", "street"] as const)[index % 3] ?? "car";
    return { name, text, kind, speech, noise: overBand(kinds[kind](speech.length / rate)) };
  });
  return [15, 10, 5].flatMap((decibels) =>
    mixed.map(({ name, text, kind, speech, noise }) => {
      const gain = speechEnergy(speech) / energy(noise) / 10 ** (decibels / 20);
      const sum = speech.map((sample, index) => sample + gain * (noise[index] ?? 0));
      return {
        file: `noise-${decibels}/${kind}-${name}.mp3`,
        set: `noise ${decibels} dB`,
        text,
        sound: atLevel(sum, -22),
        decibels: 45,
      };
    }),
  );
}
