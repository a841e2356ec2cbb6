import { noHints, type ReadOptions, type SpeechEngine } from "./engines/engine.ts";
import { readAhead } from "./engines/read-ahead.ts";
import { beginPiece, readPiece, type ReadPiece } from "./read-piece.ts";
import type { Piece } from "./segmenter.ts";
import { isClear, isUnderstood } from "./to-transcript.ts";

/** Reads the pieces of one recording: what is known of the ones before helps with the next. */
export interface TurnReader {
  /** Begins to read a piece whose turn will come. */
  readonly begin: (piece: Piece) => void;
  /** @throws EngineUnavailableError when every engine is down */
  readonly read: (piece: Piece) => Promise<void>;
  /** Reads one in place of all that were read, where it is better. */
  readonly readInstead: (
    piece: Piece,
    isBetter: (again: ReadPiece, pieces: readonly ReadPiece[]) => boolean,
  ) => Promise<void>;
  readonly pieces: () => readonly ReadPiece[];
}

/** Pieces that were doubted before the language was known, to be read again: the beginning of a message. */
const mostDoubted = 3;

export function readInTurn(
  given: readonly SpeechEngine[],
  { signal, hints = noHints }: ReadOptions,
): TurnReader {
  const engines = given.map(readAhead);
  let read: ReadPiece[] = [];
  const doubted: { readonly piece: Piece; readonly at: number }[] = [];
  /** BCP 47, once a piece was heard in another language than English. */
  let language: string | null = null;
  const readOne = (piece: Piece): Promise<ReadPiece> =>
    readPiece(piece, engines, {
      signal,
      hints: language === null ? hints : { ...hints, languages: [language], certain: true },
      // Once readings have agreed on a long passage, or on two, the language is the engine's.
      doubleCheck: !read.some(isClear) && read.filter(isUnderstood).length < 2,
    });
  return {
    begin: (piece) => beginPiece(piece, engines, { signal, hints }),
    read: async (piece) => {
      const one = await readOne(piece);
      read.push(one);
      if (language !== null) return;
      if (one.doubts.length > 0 && doubted.length < mostDoubted) {
        doubted.push({ piece, at: read.length - 1 });
      }
      if (one.doubts.length > 0 || one.language === null || one.language === "en") return;
      language = one.language;
      for (const { piece: before, at } of doubted.splice(0)) {
        const again = await readOne(before);
        if (again.doubts.length === 0) read[at] = again;
      }
    },
    readInstead: async (piece, isBetter) => {
      const again = await readOne(piece);
      if (isBetter(again, read)) read = [again];
    },
    pieces: () => read,
  };
}
