import { defineSignal, setHandler } from "@temporalio/workflow";
import { signals } from "../domain/wire.ts";

/** Signals to this run, counted: whoever waits remembers the count it has seen. */
export interface Inbox {
  readonly announcements: number;
  /** Aircall has transcribed it. */
  readonly transcripts: number;
  /** Aircall was seen to have it. */
  readonly known: boolean;
  readonly resumes: number;
  /** When the last of them came, milliseconds since the epoch. */
  readonly resumedAt: number;
}

const announced = defineSignal(signals.announced);
const transcript = defineSignal(signals.transcript);
const known = defineSignal(signals.known);
const resume = defineSignal(signals.resume);

/** Must be called before the first `await`, or early signals are lost. */
export function openInbox(): Inbox {
  const inbox = { announcements: 0, transcripts: 0, known: false, resumes: 0, resumedAt: 0 };
  setHandler(announced, () => void inbox.announcements++, {
    description: "Aircall announced the recording again: look now",
  });
  setHandler(transcript, () => void inbox.transcripts++, {
    description: "Aircall has a transcript of its own: read it now",
  });
  setHandler(known, () => void (inbox.known = true), {
    description: "The call exists: read it before those of which nobody knows whether they do",
  });
  setHandler(
    resume,
    () => {
      inbox.resumes++;
      inbox.resumedAt = Date.now();
    },
    { description: "The account's credential is good again: go on" },
  );
  return inbox;
}
