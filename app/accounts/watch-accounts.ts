import { statSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { createListeners, type AccountSource, type ConfiguredAccount } from "./account-source.ts";

export interface WatchOptions {
  /**
   * Reads all accounts anew.
   *
   * @param hadFile whether a file was there before: then it has not gone away for good in this moment
   * @throws ConfigError
   */
  readonly load: (hadFile: boolean) => readonly ConfiguredAccount[];
  /** What `load` reads, or would if it were there. */
  readonly files: () => readonly string[];
  /** Calls back when somebody asks for a reload. (Default: nobody does) */
  readonly onSighup?: (listener: () => void) => Disposable;
  /** What is there now cannot be used: what was there before stays in force. */
  readonly onBad: (error: unknown) => void;
  /** What was read is in force. (Default: nobody is told) */
  readonly onGood?: (accounts: readonly ConfiguredAccount[]) => void;
  /** Between two looks at the files, milliseconds. (Default: 1,000) */
  readonly everyMs?: number;
}

/** The accounts of files that somebody may change at any time. */
export interface WatchedAccounts extends AccountSource, Disposable {
  /** False while the files hold something that cannot be used. */
  readonly isValid: () => boolean;
  /** Whether any of the files has been there. */
  readonly hadFile: () => boolean;
}

/**
 * Reads the accounts, and reads them again whenever a file changes. Files are looked at, not listened to: a mounted
 * ConfigMap is a symbolic link that is swapped, an editor renames a new file over the old one, and a network's file
 * system tells nobody of anything. A file is read when it looks the same twice, so that nobody reads half of it.
 *
 * @throws what the first `load` throws
 */
export function watchAccounts(options: WatchOptions): WatchedAccounts {
  const { load, files, onBad, onGood, onSighup, everyMs = 1_000 } = options;
  const changed = createListeners();
  let valid = true;
  // Before the reading: what changes meanwhile is read again.
  let seenState = stateOf(files());
  let accounts = load(false);
  let readState = after(seenState, stateOf(files()));

  const hadFile = (): boolean => readState.some(({ was }) => was);
  const read = (state: readonly FileState[]): void => {
    try {
      const gone = state.find(({ file, look }) => look === absent && wasIn(readState, file));
      if (gone) throw new FileGoneError(gone.file);
      const next = load(hadFile());
      valid = true;
      // Of `${file:...}` others may be read now.
      readState = after(state, stateOf(files()));
      onGood?.(next);
      if (isDeepStrictEqual(next, accounts)) return;
      accounts = next;
      changed.call();
    } catch (error) {
      valid = false;
      readState = state.map((one) => ({ ...one, was: one.was || wasIn(readState, one.file) }));
      onBad(error);
    }
  };
  const look = (): void => {
    const state = stateOf(files());
    const still = isSame(state, seenState);
    seenState = state;
    if (still && !isSame(state, readState)) read(state);
  };
  const timer = setInterval(look, everyMs).unref();
  const asked = onSighup?.(() => read(stateOf(files())));
  return {
    current: () => accounts,
    onChange: changed.add,
    isValid: () => valid,
    hadFile,
    [Symbol.dispose]: () => {
      clearInterval(timer);
      asked?.[Symbol.dispose]();
    },
  };
}

/** A file that was there and is not any more: somebody is about to put another in its place, or has made a mistake. */
class FileGoneError extends Error {
  override readonly name = "FileGoneError";

  constructor(file: string) {
    super(`${file} is gone; what it said stays in force until it is there again, or a restart`);
  }
}

interface FileState {
  readonly file: string;
  /** Changes whenever the file does. */
  readonly look: string;
  /** Whether it has ever been there. */
  readonly was: boolean;
}

const absent = "absent";

function stateOf(files: readonly string[]): readonly FileState[] {
  return files.map((file) => {
    const look = lookAt(file);
    return { file, look, was: look !== absent };
  });
}

/** Follows symbolic links, and tells a file from another of the same size in the same millisecond. */
function lookAt(file: string): string {
  try {
    const found = statSync(file, { throwIfNoEntry: false, bigint: true });
    return found ? `${found.dev} ${found.ino} ${found.mtimeNs} ${found.size}` : absent;
  } catch (error) {
    // It may not be looked at: reading it will say why.
    return String(error);
  }
}

function isSame(one: readonly FileState[], other: readonly FileState[]): boolean {
  const looks = (states: readonly FileState[]): string[] =>
    states.map(({ file, look }) => `${file} ${look}`);
  return isDeepStrictEqual(looks(one), looks(other));
}

function wasIn(states: readonly FileState[], file: string): boolean {
  return states.some((one) => one.file === file && one.was);
}

/** The files of after a reading, as they were before it where they were looked at. */
function after(before: readonly FileState[], now: readonly FileState[]): readonly FileState[] {
  const looked = new Map(before.map((state) => [state.file, state]));
  return now.map((state) => looked.get(state.file) ?? state);
}
