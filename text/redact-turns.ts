import type { Turn } from "../domain/voicemail/transcript.ts";
import { redact, secretsOf, withoutSecrets } from "./redact.ts";

/** What several said, without secrets, and of it the caller's words alone. */
export interface RedactedTurns {
  readonly turns: readonly Turn[];
  readonly callers: string;
}

/**
 * Removes secrets from what several said. "Your date of birth?" is asked by one and answered by
 * another: so it is read as a whole. A number that somebody said a word into is found in the
 * speaker's own words; then these are shown in one, and the others' are left out.
 */
export function redactTurns(
  said: readonly Turn[],
  country: string | null,
  calledFrom: string | null,
): RedactedTurns {
  const whole = said.map(({ text }) => text).join(" ");
  const secrets = secretsOf(whole, country, calledFrom);
  let at = 0;
  const turns = said.map(({ speaker, text }): Turn => {
    const [from, to] = [at, at + text.length];
    at = to + 1;
    const here = secrets
      .filter(({ start, end }) => start < to && end > from)
      .map((secret) => ({
        ...secret,
        start: Math.max(secret.start, from) - from,
        end: Math.min(secret.end, to) - from,
      }));
    return { speaker, text: withoutSecrets(text, here) };
  });
  const apart = [...new Set(said.map(({ speaker }) => speaker))].map((speaker): SaidBy => {
    const own = turns.filter((turn) => turn.speaker === speaker).map(({ text }) => text);
    const joined = own.join(" ");
    return { speaker, joined, text: redact(joined, country, calledFrom) };
  });
  const callers = apart.find(({ speaker }) => speaker === "caller")?.text ?? "";
  return apart.every(({ text, joined }) => text === joined)
    ? { turns, callers }
    : { turns: apart.map(leftOut), callers };
}

interface SaidBy extends Turn {
  /** All that this speaker said, before it was read by itself. */
  readonly joined: string;
}

function leftOut({ speaker, text }: SaidBy): Turn {
  return { speaker, text: speaker === "caller" ? text : "[left out]" };
}
