import { join } from "node:path";
import { sample } from "../support/aircall.ts";
import { transcriptOf } from "../support/transcripts.ts";

const file = (name: string): { kind: "file"; path: string } => ({
  kind: "file",
  path: join(import.meta.dirname, "../fixtures/speech", name),
});

/** How a voicemail is left, and what goes wrong with its comment. */
export interface Story {
  readonly voicemail: object;
  readonly comment?: object;
  readonly again?: boolean;
  readonly gone?: boolean;
  /** Announced by a receiver that reads Aircall's own transcripts. */
  readonly aircall?: boolean;
}

const heard = ["Hello, please send me a copy of my last invoice. Thank you."];

/** By the name of the history that is recorded of it. */
export const stories: Readonly<Record<string, Story>> = {
  transcribed: { voicemail: { media: sample("urgent.mp3") } },
  "transcribed-long": { voicemail: { media: sample("long.mp3") } },
  empty: { voicemail: { media: sample("silent.mp3") } },
  doubtful: { voicemail: { media: file("dutch.ogg") } },
  unreadable: { voicemail: { media: { kind: "html" } } },
  missing: { voicemail: { media: sample("calm.mp3"), hiddenReads: 1_000 } },
  late: { voicemail: { media: sample("calm.mp3"), hiddenReads: 1 } },
  "five-comments": {
    voicemail: { media: sample("calm.mp3"), comments: ["one", "two", "three", "four", "five"] },
  },
  gone: { voicemail: { media: sample("calm.mp3") }, gone: true },
  "rate-limited": {
    voicemail: { media: sample("thanks.mp3") },
    comment: { kind: "status", status: 429, resetInSeconds: 2 },
  },
  "comment-unknown-applied": {
    voicemail: { media: sample("thanks.mp3") },
    comment: { kind: "reset", when: "after" },
  },
  "comment-unknown-lost": {
    voicemail: { media: sample("thanks.mp3") },
    comment: { kind: "reset", when: "before" },
  },
  refused: {
    voicemail: { media: sample("calm.mp3") },
    comment: { kind: "status", status: 400, count: 10 },
  },
  // New ways behind patches; what stood before keeps its name.
  "side-by-side": { voicemail: { media: sample("urgent.mp3") } },
  "five-answers": { voicemail: { media: { kind: "html" } } },
  again: { voicemail: { media: sample("calm.mp3") }, again: true },
  "aircall-announced": {
    voicemail: {
      media: sample("calm.mp3"),
      transcription: transcriptOf(heard, { afterMs: 3_000 }),
    },
    aircall: true,
  },
  "aircall-not-believed": {
    voicemail: { media: sample("calm.mp3"), transcription: transcriptOf([]) },
    aircall: true,
  },
  "aircall-silent": { voicemail: { media: sample("calm.mp3") }, aircall: true },
};
