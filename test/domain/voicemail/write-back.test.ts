import { expect, test } from "vitest";
import { commentCeiling } from "../../../domain/aircall-limits.ts";
import {
  nextWriteBack,
  secondLookMs,
  settleMs,
  writeBackStart,
  type WriteBackEvent,
  type WriteBackState,
  type WriteBackStep,
} from "../../../domain/voicemail/write-back.ts";

/** Aircall's side of one call, and what of ours is still on its way to it. */
interface World {
  readonly markers: number;
  readonly others: number;
  /** A comment of ours that Aircall will apply later. It is applied before the second look at the latest. */
  readonly inFlight: boolean;
  readonly gone: boolean;
}

interface Node {
  readonly world: World;
  readonly state: WriteBackState;
  readonly step: WriteBackStep;
}

const depth = 8;

function read(world: World): WriteBackEvent {
  if (world.gone) return { kind: "gone" };
  return { kind: "read", marked: world.markers > 0, comments: world.markers + world.others };
}

/** Everything that may happen when a step is taken, Aircall's and chance's part. */
function outcomesOf({ world, step }: Node): { world: World; event: WriteBackEvent }[] {
  switch (step.do) {
    case "read": {
      // By the time of a look after the settling time, what was in flight has landed or never will.
      const landed = {
        ...world,
        markers: world.markers + (world.inFlight ? 1 : 0),
        inFlight: false,
      };
      const late = step.afterMs >= settleMs || step.afterMs === secondLookMs;
      const worlds = !world.inFlight
        ? [world]
        : late
          ? [landed, { ...world, inFlight: step.afterMs >= settleMs }]
          : [landed, world];
      const settled =
        step.afterMs === secondLookMs ? worlds.map((one) => (one.inFlight ? landed : one)) : worlds;
      return settled.flatMap((one) =>
        disturbed(one).map((seen) => ({ world: seen, event: read(seen) })),
      );
    }
    case "awaitCredential":
      return [{ world, event: { kind: "resumed" } }];
    case "post": {
      if (world.gone) return [{ world, event: { kind: "gone" } }];
      const full = world.markers + world.others >= commentCeiling;
      const applied = { ...world, markers: world.markers + 1 };
      const never: { world: World; event: WriteBackEvent }[] = [
        { world, event: { kind: "notApplied", retryAfterMs: 1_000 } },
        { world, event: { kind: "elsewhere", retryAfterMs: 1_000 } },
        { world, event: { kind: "unauthorized" } },
        { world, event: { kind: "unknown", sinceSentMs: 0 } },
      ];
      if (full) return [...never, { world, event: { kind: "refused" } }];
      return [
        ...never,
        { world: applied, event: { kind: "posted" } },
        // Applied, and the answer lost or the worker killed.
        { world: applied, event: { kind: "unknown", sinceSentMs: 0 } },
        // Taken, and applied only later.
        { world: { ...world, inFlight: true }, event: { kind: "unknown", sinceSentMs: 0 } },
        { world, event: { kind: "refused" } },
      ];
    }
    case "finish":
    case "giveUp":
    case "undeliverable":
      return [];
  }
}

/** An agent comments, or the call is deleted, or nothing of it. */
function disturbed(world: World): World[] {
  const room = world.markers + world.others < commentCeiling;
  return [
    world,
    ...(room ? [{ ...world, others: world.others + 1 }] : []),
    { ...world, gone: true },
  ];
}

function explore(start: World): { nodes: number; ends: Node[] } {
  const ends: Node[] = [];
  let nodes = 0;
  const visit = (node: Node, left: number): void => {
    nodes++;
    const { markers, inFlight } = node.world;
    expect(markers + (inFlight ? 1 : 0), "never two markers").toBeLessThanOrEqual(1);
    const over = !["post", "read", "awaitCredential"].includes(node.step.do);
    if (over) ends.push(node);
    if (left === 0) return;
    // Whatever ended is run again: by a webhook that comes once more, by a sweep.
    if (over) {
      for (const world of disturbed(node.world)) {
        visit({ world, ...nextWriteBack(writeBackStart, read(world)) }, left - 1);
      }
      return;
    }
    for (const { world, event } of outcomesOf(node)) {
      visit({ world, ...nextWriteBack(node.state, event) }, left - 1);
    }
  };
  visit({ world: start, ...nextWriteBack(writeBackStart, read(start)) }, depth);
  return { nodes, ends };
}

test.each([0, 3, 4, 5])(
  "with %i agents' comments, no interleaving of depth 8 makes two markers, and each that ends has delivered",
  (others) => {
    const { nodes, ends } = explore({ markers: 0, others, inFlight: false, gone: false });
    expect(nodes).toBeGreaterThan(others === 5 ? 0 : 1_000);
    for (const { world, step } of ends) {
      if (step.do === "finish" && step.via === "comment") expect(world.markers).toBe(1);
      if (step.do === "finish" && step.via === "tags") {
        expect(world.markers + world.others).toBe(commentCeiling);
      }
      if (step.do === "undeliverable") expect(world.gone).toBe(true);
    }
  },
);

test("a marker that stands is left alone", () => {
  expect(nextWriteBack(writeBackStart, { kind: "read", marked: true, comments: 1 }).step).toEqual({
    do: "finish",
    via: "comment",
  });
});

test("after an unknown fate it is posted again only when two looks have missed the marker", () => {
  const unseen: WriteBackEvent = { kind: "read", marked: false, comments: 0 };
  const first = nextWriteBack(writeBackStart, { kind: "unknown", sinceSentMs: 0 });
  expect(first.step).toEqual({ do: "read", afterMs: settleMs });
  const second = nextWriteBack(first.state, unseen);
  expect(second.step).toEqual({ do: "read", afterMs: secondLookMs });
  expect(nextWriteBack(second.state, unseen).step).toMatchObject({ do: "post", form: "full" });
});

test("the 30 seconds count from the sending, not from when its answer was given up", () => {
  const late = nextWriteBack(writeBackStart, { kind: "unknown", sinceSentMs: 10_000 });
  expect(late.step).toEqual({ do: "read", afterMs: settleMs - 10_000 });
  const later = nextWriteBack(writeBackStart, { kind: "unknown", sinceSentMs: settleMs + 1 });
  expect(later.step).toEqual({ do: "read", afterMs: 0 });
});

test("four unknown fates cost less than four minutes, time-outs of 10 s included", () => {
  expect(4 * (settleMs + secondLookMs)).toBeLessThan(240_000);
});

test("what Aircall refuses is posted in its short form, then given up", () => {
  const unseen: WriteBackEvent = { kind: "read", marked: false, comments: 0 };
  const once = nextWriteBack(writeBackStart, { kind: "refused" });
  const short = nextWriteBack(once.state, unseen);
  expect(short.step).toMatchObject({ do: "post", form: "short" });
  const twice = nextWriteBack(short.state, { kind: "refused" });
  expect(nextWriteBack(twice.state, unseen).step).toEqual({ do: "giveUp" });
});

test("what no worker may write is tried ever more rarely: a history has room for so many tries", () => {
  let state = writeBackStart;
  const pauses: number[] = [];
  for (let tries = 0; tries < 13; tries++) {
    const next = nextWriteBack(state, { kind: "elsewhere", retryAfterMs: 60_000 });
    ({ state } = next);
    if (next.step.do === "read") pauses.push(next.step.afterMs / 60_000);
  }
  expect(pauses).toEqual([1, 1, 1, 1, 1, 1, 2, 4, 8, 16, 30, 30, 30]);
});
