import { open, seal, type EncryptionKey } from "./seal.ts";

/**
 * Texts as they are kept: `sealed:<key>:<base64url>`, or `clear:<text>` where no key is set. Each is
 * sealed for its place, so that one cannot be put in another's.
 */
export interface Sealer {
  /** Whether there is a key. */
  readonly seals: boolean;
  readonly seal: (text: string, place: string) => string;
  /** Null when none of the keys opens it: `misfitOf` says why. */
  readonly open: (kept: string, place: string) => string | null;
  /** Whether it would be kept otherwise today: in clear although there is a key, or under an older key. */
  readonly isStale: (kept: string) => boolean;
  /** What keeps a text shut, for people. */
  readonly misfitOf: (kept: string, what: string) => Misfit;
}

/** A text that none of the keys opens. */
export interface Misfit {
  readonly why: string;
  /** Names the variable. */
  readonly fix: string;
}

const variable = "AFTERBEEP_ENCRYPTION_KEY";

/** @param keys the first one seals, all of them open */
export function createSealer(keys: readonly EncryptionKey[]): Sealer {
  const [current] = keys;
  return {
    seals: current !== undefined,
    seal: (text, place) =>
      current
        ? `sealed:${current.id}:${seal(Buffer.from(text), current, place).toString("base64url")}`
        : `clear:${text}`,
    open: (kept, place) => {
      const { kind, id, rest } = partsOf(kept);
      if (kind === "clear") return rest;
      const key = keys.find((one) => one.id === id);
      if (!key) return null;
      try {
        return open(Buffer.from(rest, "base64url"), key, place).toString();
      } catch {
        return null;
      }
    },
    isStale: (kept) => current !== undefined && !kept.startsWith(`sealed:${current.id}:`),
    misfitOf: (kept, what) => {
      const { id } = partsOf(kept);
      if (keys.some((one) => one.id === id)) {
        return {
          why: `key ${id} of ${variable} does not open ${what}`,
          fix: `it is another key of that name, or the data is damaged: put the right one into ${variable}`,
        };
      }
      return {
        why: `${what} is sealed with key ${id}, which ${variable} does not hold`,
        fix: current ? "add it behind the current one" : `set ${variable} to it`,
      };
    },
  };
}

function partsOf(kept: string): {
  readonly kind: "clear" | "sealed";
  readonly id: string;
  readonly rest: string;
} {
  const [kind, id = "", rest = ""] = kept.split(":", 3);
  // A text in clear may hold colons of its own.
  return kind === "sealed"
    ? { kind, id, rest }
    : { kind: "clear", id: "", rest: kept.slice("clear:".length) };
}
