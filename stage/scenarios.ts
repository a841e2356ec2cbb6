import type { Outcome } from "../domain/voicemail/outcome.ts";
import type { Message } from "./fake-aircall.ts";
import { tagNames } from "../domain/voicemail/tags.ts";

/** One voicemail of the demo, and how it must end. */
export interface Scenario extends Message {
  readonly name: string;
  readonly outcome: Outcome;
  readonly tags: readonly string[];
  /** Words that must be in the comment. */
  readonly words: readonly string[];
}

const { voicemail, urgent, negative, spam, listen, empty } = tagNames;

/** Numbers are of the ranges reserved for fiction. */
export const scenarios: readonly Scenario[] = [
  {
    name: "calm request",
    media: { sample: "calm.mp3" },
    from: "+44 20 7946 0958",
    outcome: "transcribed",
    tags: [voicemail],
    words: ["appointment"],
  },
  {
    name: "urgent, polite",
    media: { sample: "urgent.mp3" },
    from: "+44 20 7946 0958",
    outcome: "transcribed",
    tags: [voicemail, urgent],
    words: ["URGENT", "+44 20 7946 0958"],
  },
  {
    name: "angry",
    media: { sample: "angry.mp3" },
    from: "+44 7700 900123",
    outcome: "transcribed",
    tags: [voicemail, negative],
    words: ["money back"],
  },
  {
    name: "robocall",
    media: { sample: "spam.mp3" },
    from: "+44 7700 900999",
    outcome: "transcribed",
    tags: [voicemail, spam],
    words: ["ROBOCALL"],
  },
  {
    name: "silent",
    media: { sample: "silent.mp3" },
    from: "+44 7700 900200",
    outcome: "empty",
    tags: [voicemail, empty],
    words: ["EMPTY"],
  },
  {
    name: "wrong file behind the link",
    media: { kind: "html" },
    from: "+44 7700 900201",
    outcome: "unreadable",
    tags: [voicemail, listen],
    words: ["UNREADABLE"],
  },
  {
    name: "total outage",
    media: { sample: "outage.mp3" },
    from: "+44 7700 900202",
    outcome: "transcribed",
    tags: [voicemail, urgent],
    words: ["website is down"],
  },
  {
    name: "thanks",
    media: { sample: "thanks.mp3" },
    from: "+44 7700 900203",
    outcome: "transcribed",
    tags: [voicemail],
    words: ["wonderful"],
  },
  {
    name: "long",
    media: { sample: "long.mp3" },
    from: "+44 7700 900204",
    outcome: "transcribed",
    tags: [voicemail],
    words: ["Karen Webster", "invoice"],
  },
  {
    name: "human voice, cards",
    media: { sample: "human-cards.mp3" },
    from: "+44 7700 900205",
    outcome: "transcribed",
    tags: [voicemail],
    words: ["spades", "hearts"],
  },
  {
    name: "human voice, go forward",
    media: { sample: "human-goforward.mp3" },
    from: "+44 7700 900206",
    outcome: "transcribed",
    tags: [voicemail],
    words: ["forward"],
  },
];

/** Left too where a model of many languages is installed. */
export const foreignScenarios: readonly Scenario[] = [
  {
    name: "call back, in French",
    media: { sample: "french.mp3" },
    from: "+33 1 99 00 12 34",
    outcome: "transcribed",
    tags: [voicemail, listen],
    words: ["French", "Marie"],
  },
  {
    name: "appointment, in German",
    media: { sample: "german.mp3" },
    from: "+49 30 23125 001",
    outcome: "transcribed",
    tags: [voicemail, listen],
    words: ["German", "Termin"],
  },
  {
    name: "order, in Spanish",
    media: { sample: "spanish.mp3" },
    from: "+34 910 050 123",
    outcome: "transcribed",
    tags: [voicemail, listen],
    words: ["Spanish", "antes del viernes"],
  },
];
