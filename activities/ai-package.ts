/** What this process has seen of an account's Aircall AI, a package that is bought apart. */
export interface AiPackage {
  /** Aircall said a while ago that the account has none. */
  readonly isRefused: () => boolean;
  /** Aircall's word on it: `false` is a 403. */
  readonly note: (bought: boolean) => void;
}

/** A refusal is believed for an hour: without it each voicemail would wait and pay a request. */
const believedMs = 3_600_000;

/** @param now milliseconds since the epoch */
export function createAiPackage(now: () => number = Date.now): AiPackage {
  let refusedAt: number | null = null;
  return {
    isRefused: () => refusedAt !== null && now() - refusedAt < believedMs,
    note: (bought) => {
      refusedAt = bought ? null : now();
    },
  };
}
