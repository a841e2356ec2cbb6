import type { Piece } from "./segmenter.ts";

/** Reads pieces one after the other, while more of the recording is heard. */
export interface ReaderBeside {
  /** Waits only where too many wait already. @throws what reading one of them threw */
  readonly add: (piece: Piece) => Promise<void>;
  /** Resolves when all are read. @throws the same */
  readonly done: () => Promise<void>;
}

/** Pieces that wait to be read: of an hour that is heard faster than it is read the memory holds a minute. */
const mostWaiting = 3;

export function readBeside(read: (piece: Piece) => Promise<void>): ReaderBeside {
  const waiting: Promise<void>[] = [];
  let last: Promise<void> = Promise.resolve();
  return {
    add: async (piece) => {
      last = last.then(() => read(piece));
      // Told where it is awaited.
      last.catch(() => {});
      waiting.push(last);
      if (waiting.length > mostWaiting) await waiting.shift();
    },
    done: () => last,
  };
}
