import type { Speaker, Turn } from "../domain/voicemail/transcript.ts";
import { toPlainLine } from "../text/plain-text.ts";
import type { RedactedFinding, RedactedTranscript } from "../text/redact-finding.ts";
import { beginningOf } from "../text/windows.ts";

/**
 * Of a text so many times longer than its room only the beginning is made ready for people, which
 * takes far longer than to read it.
 */
const oftenTooLong = 4;

/** Up to here a text is made ready whole, however little room there is. */
const shortEnough = 2_800;

/**
 * What was said, as far as it fits: in one line, or, where several spoke, a line a turn.
 *
 * @param room characters
 */
export function transcriptWithin(room: number, { hearing }: RedactedFinding): string {
  if (!hearing?.transcript) return "";
  const { text, letters, turns } = hearing.transcript;
  if (turns) return turnsWithin(room, turns);
  const beginning = beginningOf(text, Math.max(room * oftenTooLong, shortEnough));
  if (beginning.length < text.length) return cut(toPlainLine(beginning), room, letters);
  const plain = toPlainLine(wordsOf(hearing.transcript));
  return cut(plain, room, plain.length);
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
function turnsWithin(room: number, turns: readonly Turn[]): string {
  const most = Math.max(room * oftenTooLong, shortEnough);
  const lines: string[] = [];
  let letters = 0;
  for (const { speaker, text } of turns) {
    if (letters < most) {
      lines.push(`${names[speaker]}: ${toPlainLine(beginningOf(text, most - letters))}`);
    }
    letters += text.length;
  }
  const shown = lines.join("\n");
  return cut(shown, room, letters > most ? letters : shown.length);
}

/**
 * Cuts visibly, at a word.
 *
 * @param all characters that there would be
 */
function cut(text: string, room: number, all: number): string {
  if (all <= room) return text;
  const note = ` ... [cut, ${all} characters in all: please listen to the rest]`;
  const kept = text.slice(0, Math.max(0, room - note.length));
  return `${kept.slice(0, kept.lastIndexOf(" ")).trimEnd()}${note}`;
}
