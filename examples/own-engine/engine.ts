/*
 * A speech engine of your own. Whatever it says is checked like the words of any other engine:
 * where no speech was measured there is no text, and what cannot be right for so much speech is
 * doubted.
 *
 *   TRANSCRIBERS=module:examples/own-engine/engine.ts npx afterbeep transcribe <recording...>
 */
import type { SpeechEngine } from "../../speech/engines/engine.ts";

/** Yours would send the samples to a recogniser. This one says the same of everything, as bad ones do. */
export default function createEngine(): SpeechEngine {
  return {
    name: "parrot",
    monolingual: true,
    read: (_samples, { signal }) => {
      signal?.throwIfAborted();
      return Promise.resolve({ text: "Please call me back about my order.", language: "en" });
    },
    close: () => Promise.resolve(),
  };
}
