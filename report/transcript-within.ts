import type { Speaker, Turn } from "../domain/voicemail/transcript.ts";
import { toPlainLine } from "../text/plain-text.ts";
import type { RedactedFinding, RedactedTranscript } from "../text/redact-finding.ts";

/**
 * What was said, as far as it fits: in one line, or, where several spoke, a line a turn.
 *
 * @param room characters
 */
export function transcriptWithin(room: number, { hearing }: RedactedFinding): string {
  if (!hearing?.transcript) return "";
  const { transcript } = hearing;
  const words = transcript.turns ? turnsOf(transcript.turns) : toPlainLine(wordsOf(transcript));
  return cut(words, room);
}

/** What was said. Distrusted passages are marked where the rest is trusted and nothing had to be removed. */
function wordsOf({ text, removed, segments }: RedactedTranscript): string {
  const doubted = segments.filter(({ doubts = [] }) => doubts.length > 0);
  if (removed || doubted.length === 0 || doubted.length === segments.length) return text;
  return segments
    .map((segment) => (segment.doubts ? `[unsure: ${segment.text}]` : segment.text))
    .join(" ");
}

const names: Readonly<Record<Speaker, string>> = {
  caller: "Caller",
  agent: "Agent",
  "voice agent": "Aircall's voice agent",
};

/** Each line begins with who speaks, so that no words can pass for another's, or for ours. */
function turnsOf(turns: readonly Turn[]): string {
  return turns.map(({ speaker, text }) => `${names[speaker]}: ${toPlainLine(text)}`).join("\n");
}

/** Cuts visibly, at a word. */
function cut(text: string, room: number): string {
  if (text.length <= room) return text;
  const note = ` ... [cut, ${text.length} characters in all: please listen to the rest]`;
  const kept = text.slice(0, Math.max(0, room - note.length));
  return `${kept.slice(0, kept.lastIndexOf(" ")).trimEnd()}${note}`;
}
