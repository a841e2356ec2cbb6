/*
 * A speech engine of your own. Whatever it says is checked like the words of any other engine:
 * where no speech was measured there is no text, and what cannot be right for so much speech is
 * doubted.
 *
 *   node examples/own-engine/main.ts <recording...>
 */
import { transcribeFile } from "../../app/transcribe-file.ts";
import { createDecoder } from "../../speech/audio/decoder.ts";
import type { SpeechEngine } from "../../speech/engines/engine.ts";
import { createTranscriber } from "../../speech/transcriber.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";

/** Yours would send the samples to a recogniser. This one says the same of everything, as bad ones do. */
const engine: SpeechEngine = {
  name: "parrot",
  monolingual: true,
  read: () => Promise.resolve({ text: "Please call me back about my order.", language: "en" }),
  close: () => Promise.resolve(),
};

const decoder = await createDecoder({ ffmpegBin: null, searchPath: process.env["PATH"] ?? "" });
const voiceActivity = createVoiceActivity();
const transcriber = createTranscriber({ engines: [engine], decoder, voiceActivity });
for (const file of process.argv.slice(2)) {
  const answer = await transcribeFile(transcriber, file);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await transcriber.close();
