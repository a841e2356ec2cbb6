import { expect, test } from "vitest";
import type { Reading, SpeechEngine } from "../../speech/engines/engine.ts";
import { begin, readAhead } from "../../speech/engines/read-ahead.ts";
import { readBeside } from "../../speech/read-beside.ts";
import type { Piece } from "../../speech/segmenter.ts";

/** Counts what it is asked; fails as often as it is told to. */
function engine(
  ahead: boolean,
  failures = 0,
): { readonly engine: SpeechEngine; readonly asked: () => number } {
  let asked = 0;
  const read = (): Promise<Reading> =>
    asked++ < failures
      ? Promise.reject(new Error("down"))
      : Promise.resolve({ text: `reading ${asked}`, language: "en" });
  return {
    engine: readAhead({
      name: "local",
      monolingual: true,
      ahead,
      read,
      close: () => Promise.resolve(),
    }),
    asked: () => asked,
  };
}

test("what was begun is what is given: the same samples are read once", async () => {
  const { engine: reader, asked } = engine(true);
  const samples = new Float32Array(4);
  begin(reader, samples, {});
  expect(await reader.read(samples, {})).toMatchObject({ text: "reading 1" });
  expect(asked()).toBe(1);
  await reader.read(samples.slice(), {});
  expect(asked()).toBe(2);
});

test("one that costs money, or heeds hints, is asked when it is asked", async () => {
  const { engine: reader, asked } = engine(false);
  const samples = new Float32Array(4);
  begin(reader, samples, {});
  expect(asked()).toBe(0);
  await reader.read(samples, {});
  await reader.read(samples, {});
  expect(asked()).toBe(2);
});

test("a reading that was begun and failed tells whoever asks, and is tried again for the next", async () => {
  const { engine: reader } = engine(true, 1);
  const samples = new Float32Array(4);
  begin(reader, samples, {});
  await expect(reader.read(samples, {})).rejects.toThrow("down");
  expect(await reader.read(samples, {})).toMatchObject({ text: "reading 2" });
});

function piece(start: number): Piece {
  return { start, end: start + 1, speechSeconds: 1, samples: new Float32Array(1) };
}

test("pieces are read one after the other, in their order, and only few wait", async () => {
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const beside = readBeside(async ({ start }) => {
    begun.push(start);
    await gates[start]?.promise;
  });
  for (const start of [0, 1, 2]) await beside.add(piece(start));
  let added = false;
  const fourth = beside.add(piece(3)).then(() => (added = true));
  await Promise.resolve();
  expect([begun, added]).toEqual([[0], false]);
  gates[0]?.resolve();
  await fourth;
  for (const { resolve } of gates) resolve();
  await beside.done();
  expect(begun).toEqual([0, 1, 2, 3]);
});

test("what reading threw is thrown to whoever waits for it, and nothing is read after it", async () => {
  const begun: number[] = [];
  const beside = readBeside(({ start }) => {
    begun.push(start);
    return start === 1 ? Promise.reject(new Error("down")) : Promise.resolve();
  });
  for (const start of [0, 1, 2]) await beside.add(piece(start));
  await expect(beside.done()).rejects.toThrow("down");
  expect(begun).toEqual([0, 1]);
});
