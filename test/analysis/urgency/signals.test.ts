import { expect, test } from "vitest";
import { headNames, type Head, type HeadName } from "../../../analysis/learned/heads.ts";
import {
  signalNames,
  signalsOf,
  type Known,
  type ReadPassage,
} from "../../../analysis/urgency/signals.ts";
import type { Situation } from "../../../analysis/urgency/situations.ts";

/** Heads that say of each text how likely its first number makes it, and nothing of words. */
function heads(biases: Partial<Record<HeadName, number>> = {}): Record<HeadName, Head> {
  const byName = headNames.map((name) => {
    const head: Head = { bias: biases[name] ?? 0, dense: [1], terms: [] };
    return [name, head] as const;
  });
  return Object.fromEntries(byName) as Record<HeadName, Head>;
}

interface Given {
  readonly text?: string;
  readonly levels?: readonly Situation["level"][];
  /** Log odds of each sentence; it lies where the passage of the same index does. */
  readonly sentences?: readonly number[];
  readonly passages?: readonly (readonly [danger: number, urgent: number])[];
  readonly biases?: Partial<Record<HeadName, number>>;
  readonly situations?: Partial<Known["situations"]>;
}

const place = (index: number) => ({ start: index * 10, end: index * 10 + 10 });

function known({
  text = "",
  levels = [],
  sentences = [],
  passages = [],
  biases = {},
  situations = {},
}: Given): Known {
  const standing = levels.map((level) => ({ ...place(0), level, topic: "water", intent: null }));
  return {
    message: { text, segments: [], country: null, calledFrom: null, contactName: null },
    standing,
    situations: {
      standing,
      denied: [],
      liftedAt: () => false,
      takenBack: false,
      mayWait: false,
      ...situations,
    },
    passages: passages.map(([danger, urgent], index): ReadPassage => ({
      ...place(index),
      danger,
      urgent,
    })),
    learned: {
      heads: heads(biases),
      features: {
        dense: [],
        terms: [],
        sentences: sentences.map((odds, index) => ({
          sentence: { ...place(index), text: "" },
          dense: [odds],
          terms: [],
        })),
      },
    },
  };
}

function signals(given: Given): Readonly<Record<string, number>> {
  const values = signalsOf(known(given));
  expect(values).toHaveLength(signalNames.length);
  return Object.fromEntries(signalNames.map((name, at) => [name, values[at] ?? Number.NaN]));
}

test("what the heads say of the whole is weighed as log odds", () => {
  const seen = signals({ biases: { urgent: 2, danger: -1, soon: 0.5, asks: -3 } });
  expect(seen["urgent"]).toBeCloseTo(2);
  expect(seen["danger"]).toBeCloseTo(-1);
  expect(seen["soon"]).toBeCloseTo(0.5);
  expect(seen["asks"]).toBeCloseTo(-3);
});

test("the passage and the sentence that say most speak for all", () => {
  const seen = signals({
    passages: [
      [0.1, 0.9],
      [0.5, 0.2],
    ],
    sentences: [-2, 1],
  });
  expect(seen["passageDanger"]).toBeCloseTo(0);
  expect(seen["passageUrgent"]).toBeCloseTo(Math.log(9));
  expect(seen["sentenceDanger"]).toBeCloseTo(1);
  expect(seen["sentenceUrgent"]).toBeCloseTo(1);
});

test("what was taken back says nothing, as a danger or as urgent, each by itself", () => {
  const seen = signals({
    passages: [
      [0.9, 0.9],
      [0.5, 0.5],
    ],
    sentences: [3, 1],
    // The first danger is over; that it is urgent stands.
    situations: { liftedAt: (end, danger) => danger && end <= 10 },
  });
  expect(seen["passageDanger"]).toBeCloseTo(0);
  expect(seen["passageUrgent"]).toBeCloseTo(Math.log(9));
  expect(seen["sentenceDanger"]).toBeCloseTo(1);
  expect(seen["sentenceUrgent"]).toBeCloseTo(3);
});

test("where nothing was read, or all is sure, the odds are bounded", () => {
  const bound = Math.log(0.999 / 0.001);
  expect(signals({})["passageDanger"]).toBeCloseTo(-bound);
  expect(signals({ passages: [[1, 0]] })["passageDanger"]).toBeCloseTo(bound);
});

test.each([
  [[], [0, 0, 0]],
  [
    [5, 4],
    [1, 0, 0],
  ],
  [[4], [0, 1, 0]],
  [[3], [0, 0, 1]],
  [[2], [0, 0, 0]],
] as const)("of situations of the levels %j the most serious is told", (levels, expected) => {
  const seen = signals({ levels });
  expect([seen["ruledDanger"], seen["ruledUrgent"], seen["ruledSoon"]]).toEqual(expected);
});

test("what the caller denies, takes back or lets wait is a signal of its own", () => {
  const one = { ...place(0), level: 5, topic: "water", intent: null } as const;
  expect(signals({})).toMatchObject({ denied: 0, takenBack: 0, mayWait: 0 });
  const situations = { denied: [one], takenBack: true, mayWait: true };
  expect(signals({ situations })).toMatchObject({ denied: 1, takenBack: 1, mayWait: 1 });
});

test("a long message is told by its length, up to three times the usual", () => {
  expect(signals({ text: "a".repeat(300) })["length"]).toBe(0.5);
  const long = signals({ text: "a".repeat(6_000), biases: { urgent: 2 }, passages: [[0.5, 0.5]] });
  expect(long["length"]).toBe(3);
  expect(long["lengthTimesUrgent"]).toBeCloseTo(2);
  expect(long["lengthTimesPassageDanger"]).toBeCloseTo(0);
});
