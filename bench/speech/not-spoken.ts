import { readdirSync } from "node:fs";
import { samplesOf } from "./record.ts";
import {
  breath,
  click,
  join,
  levelled,
  made,
  melody,
  random,
  rate,
  repeat,
  silence,
  tone,
  type Sound,
} from "./sounds.ts";

const music = "/usr/share/asterisk/moh";

/** A name, a sound in which nobody speaks, and how many decibels the line's noise is below a voice. */
export type NotSpoken = readonly [name: string, sound: Sound, decibels: number];

/** What a mailbox holds when nobody speaks. */
export function notSpoken(): readonly NotSpoken[] {
  const all: NotSpoken[] = [];
  const sound = (name: string, samples: Sound, decibels = 40): void => {
    all.push([name, samples, decibels]);
  };
  for (const file of readdirSync(music).filter((name) => name.endsWith(".wav"))) {
    const played = samplesOf(`${music}/${file}`, rate);
    for (const part of [0, 1]) {
      const at = Math.floor(((part + 0.3) * played.length) / 2.5);
      sound(`music-${file.slice(0, 12)}-${part}`, levelled(played.slice(at, at + rate * 12), 0.06));
    }
  }
  sound("silence", silence(8), 90);
  for (const decibels of [40, 25, 10, 0]) sound(`noise-${decibels}`, silence(10), decibels);
  sound("dial", tone(8, 350, 440));
  sound(
    "busy",
    repeat(8, () => join(tone(0.5, 480, 620), silence(0.5))),
  );
  sound(
    "ring",
    repeat(2, () => join(tone(2, 440, 480), silence(4))),
  );
  sound("beep", join(silence(0.3), tone(1, 1_400), silence(5)));
  sound("beep-1000", join(tone(0.5, 1_000), silence(4)), 25);
  sound("intercept", join(tone(0.33, 950), tone(0.33, 1_400), tone(0.33, 1_800), silence(5)));
  const keys = [
    [697, 1_209],
    [770, 1_336],
    [852, 1_477],
    [941, 1_336],
    [697, 1_477],
  ];
  sound("keys", join(...keys.flatMap((pair) => [tone(0.2, ...pair), silence(0.15)]), silence(2)));
  sound(
    "fax",
    repeat(4, () => join(tone(0.5, 1_100), silence(2.5))),
  );
  sound("fax-answer", join(silence(1), tone(3, 2_100), silence(1)));
  sound("click", join(silence(1.5), click(), silence(2)));
  sound(
    "clicks",
    repeat(12, () => join(click(), silence(0.1 + random() * 1.2))),
  );
  sound(
    "breath",
    repeat(6, () => join(breath(), silence(1))),
  );
  sound("hum", tone(10, 50, 150, 100), 30);
  sound(
    "hang-up",
    join(silence(0.5), click(), breath(), silence(0.3), click(), silence(0.1), click(), silence(1)),
  );
  sound(
    "sweep",
    made(6, (index) => 0.3 * Math.sin((2 * Math.PI * (300 + index * 0.05) * index) / rate)),
  );
  sound("melody", melody(24));
  return all;
}
