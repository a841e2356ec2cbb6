import { made, random, rate, type Sound } from "../sounds.ts";
import { atLevel } from "./levels.ts";

/** Several people at once: clips one over the other, each from a place of its own, again and again. */
export function babble(seconds: number, voices: readonly Sound[]): Sound {
  const even = voices.map((voice) => atLevel(voice, -25));
  const starts = even.map(({ length }) => Math.floor(random() * length));
  return made(seconds, (index) =>
    even.reduce(
      (sum, voice, at) => sum + (voice[(index + (starts[at] ?? 0)) % voice.length] ?? 0),
      0,
    ),
  );
}

/** A road under the tyres, deep and steady, and an engine. */
export function car(seconds: number): Sound {
  const road = coloured(0.96);
  const hertz = 70 + random() * 40;
  return made(seconds, (index) => {
    const turn = (2 * Math.PI * hertz * index) / rate;
    const engine = [1, 2, 4, 6, 8].reduce((sum, one) => sum + Math.sin(turn * one) / one, 0);
    return road() + engine * 0.02;
  });
}

/** Traffic that comes and goes. */
export function street(seconds: number): Sound {
  const far = coloured(0.8);
  const near = coloured(0.4);
  const passing = 0.15 + random() * 0.15;
  const start = random() * 2 * Math.PI;
  return made(seconds, (index) => {
    const nearness = (1 + Math.sin(start + (2 * Math.PI * passing * index) / rate)) / 2;
    return far() * 0.5 + near() * 0.8 * nearness ** 3;
  });
}

/** White noise through a filter: the nearer to 1, the deeper. */
function coloured(depth: number): () => number {
  let last = 0;
  return () => {
    last = depth * last + Math.sqrt(1 - depth ** 2) * (random() * 2 - 1);
    return last * 0.3;
  };
}
