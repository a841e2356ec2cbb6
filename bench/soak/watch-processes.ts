import { percentile } from "../percentile.ts";
import { descriptorsOf, heldBy, workersOf } from "../processes.ts";
import type { Row } from "../publish.ts";

interface Look {
  readonly megabytes: number;
  readonly descriptors: number;
}

/** Looks at the two processes of `up` every ten seconds. */
export interface ProcessWatch {
  /** From now on what they take is comparable. */
  readonly nobodyIsKilled: () => void;
  /** The last look, for people. */
  readonly now: () => string;
  readonly rows: () => readonly Row[];
  readonly stop: () => void;
}

const everyMs = 10_000;

/** @param pid of `up` */
export function watchProcesses(pid: () => number): ProcessWatch {
  const looks: Look[] = [];
  let from = 0;
  const look = (): void => {
    const up = pid();
    const [workers] = workersOf(up);
    if (workers === undefined) return;
    looks.push({
      megabytes: heldBy(up) + heldBy(workers),
      descriptors: descriptorsOf(up) + descriptorsOf(workers),
    });
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch {
      // One of them has just been killed.
    }
  }, everyMs);
  return {
    nobodyIsKilled: () => void (from = looks.length),
    now: () => {
      const { megabytes = 0, descriptors = 0 } = looks.at(-1) ?? {};
      return `${megabytes} MB, ${descriptors} descriptors`;
    },
    rows: () => {
      const quiet = looks.slice(from);
      const thirds = [0, 1, 2].map((third) =>
        quiet.slice((quiet.length * third) / 3, (quiet.length * (third + 1)) / 3),
      );
      const each = (pick: (one: Look) => number): string =>
        thirds.map((third) => String(percentile(third.map(pick), 0.5))).join(", ");
      return [
        {
          figure: "memory of both processes, the median of each third of the time without kills",
          value: `${each(({ megabytes }) => megabytes)} MB`,
          aim: "flat",
        },
        {
          figure: "- the most at any look, with kills",
          value: `${Math.max(...looks.map(({ megabytes }) => megabytes))} MB`,
          aim: "<= 600 MB",
        },
        {
          figure: "descriptors of both, the same",
          value: each(({ descriptors }) => descriptors),
          aim: "flat",
        },
      ];
    },
    stop: () => clearInterval(timer),
  };
}
