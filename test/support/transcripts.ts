/** A text and who says it; the caller where nobody is named. */
export type Said = string | readonly ["external" | "internal" | "ai_voice_agent", string];

const wordsPerSecond = 3;

/**
 * What the simulator's own AI is to make of a voicemail.
 *
 * `seconds` is how long each text takes; by its words where it is left out.
 */
export function transcriptOf(
  said: readonly Said[],
  options: {
    readonly language?: string;
    readonly afterMs?: number;
    readonly announced?: boolean;
    readonly seconds?: number;
  } = {},
): object {
  const { seconds, ...more } = options;
  let at = 0;
  return {
    ...more,
    utterances: said.map((one) => {
      const [participant_type, text] = typeof one === "string" ? ["external", one] : one;
      const start_time = at;
      at += seconds ?? text.split(" ").length / wordsPerSecond;
      return { start_time, end_time: at, text, participant_type };
    }),
  };
}
