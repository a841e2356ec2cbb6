/*
 * The same engine in a program of your own, without Aircall and Temporal.
 *
 *   node examples/own-engine/main.ts <recording...>
 */
import { transcribeFile } from "../../app/media/transcribe-file.ts";
import { createDecoder } from "../../speech/audio/decoder.ts";
import { createTranscriber } from "../../speech/transcriber.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";
import createEngine from "./engine.ts";

const decoder = await createDecoder({ ffmpegBin: null, searchPath: process.env["PATH"] ?? "" });
const voiceActivity = createVoiceActivity();
const transcriber = createTranscriber({ engines: [createEngine()], decoder, voiceActivity });
for (const file of process.argv.slice(2)) {
  const answer = await transcribeFile(transcriber, file);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await transcriber.close();
