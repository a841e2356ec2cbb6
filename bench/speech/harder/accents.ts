import { join, silence } from "../sounds.ts";
import type { HarderClip } from "./harder-clip.ts";
import { overLine, trimmed } from "./levels.ts";
import type { Say } from "./neural-voices.ts";
import { flite } from "./other-voices.ts";

/** British voices, a Scot (awb), and voices made of people of other languages, reading English. */
const said: readonly (readonly [voice: string, text: string])[] = [
  [
    "bf_emma",
    "Hello, this is Margaret Collins. My boiler has stopped working and the house is very cold.",
  ],
  [
    "bf_isabella",
    "Hi, I'd like to move my appointment from Tuesday to Thursday afternoon, if that's possible.",
  ],
  [
    "bm_george",
    "Good morning. I'm ringing about the letter you posted last week. Could somebody ring me back?",
  ],
  ["bm_lewis", "I was charged twice for the same order, and I would like my money back, please."],
  [
    "bm_daniel",
    "It's Tom from the garage. Your car is ready, and you can collect it before half past five.",
  ],
  ["flite-awb", "Hello, I am calling about the flat on the third floor. Is it still available?"],
  ["flite-awb", "The delivery arrived this morning, but two of the boxes were broken."],
  ["hf_alpha", "Good afternoon, I have not received my parcel, and the driver did not call me."],
  ["hf_beta", "Please tell the doctor that my son has a high temperature since yesterday evening."],
  ["hm_omega", "I am not able to log in to my account since the morning. Kindly call me back."],
  ["hm_psi", "We would like to order forty more chairs for the office. What is your best price?"],
  ["ff_siwis", "Hello, I would like to cancel my subscription at the end of this month."],
  ["if_sara", "I left my black umbrella at your restaurant last night. Did you find it?"],
  ["em_alex", "The internet at my house is not working again. This is the third time this week."],
  ["zf_xiaobei", "Hi, I want to ask when my passport will be ready. Thank you very much."],
  ["zm_yunjian", "There is a problem with the invoice. The amount is not what we agreed."],
];

/** English that is not of the United States. */
export function accents(say: Say): readonly HarderClip[] {
  return said.map(([voice, text], index) => ({
    file: `accents/${voice}-${index}.mp3`,
    set: "accents",
    text,
    sound: overLine(
      join(
        silence(0.3),
        trimmed(voice === "flite-awb" ? flite(voice, text) : say(voice, text, 1, "en")),
        silence(0.3),
      ),
      -24,
    ),
    decibels: 24,
  }));
}
