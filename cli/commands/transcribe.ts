import { createAnswers } from "../print/answers.ts";
import { audioFilesIn } from "../../voice/audio/audio-files.ts";
import { loadConfig, type Environment } from "../../platform/config/load-config.ts";
import { exitCodes } from "../exit-codes.ts";
import { hearFile, type HeardFile, type NotHeard } from "../../app/transcribe-file.ts";
import { openTranscriber } from "../../app/open-media.ts";
import { createProgressBar } from "../print/progress-bar.ts";
import { secondsAsClock } from "./voicemails/story-words.ts";

/**
 * Hears recordings of one's own, as a worker would: no account, no network unless an engine of the cloud is configured.
 *
 * @returns 0 when each file got an outcome
 */
export async function transcribe(
  env: Environment,
  paths: readonly string[],
  { json }: { readonly json: boolean },
): Promise<number> {
  const config = loadConfig(env);
  const files = await audioFilesIn(paths);
  const answers = createAnswers<HeardFile | NotHeard>(json || !process.stdout.isTTY, toWords);
  const progress = createProgressBar(process.stderr);
  const { transcriber } = await openTranscriber(config, env);
  let code: number = exitCodes.done;
  try {
    for (const [index, found] of files.entries()) {
      progress.show(index, files.length, found.file);
      const answer =
        "fault" in found
          ? { file: found.file, error: found.fault }
          : await hearFile(transcriber, found.file);
      if ("error" in answer) code = exitCodes.no;
      progress.clear();
      answers.tell(answer);
    }
  } finally {
    await transcriber.close();
  }
  return code;
}

function toWords(answer: HeardFile | NotHeard): string {
  if ("error" in answer) return `${answer.file}\n  ${answer.error}\n`;
  const { file, outcome, durationSeconds, engine, confidence, segments, reasons } = answer;
  const facts = [
    ...(durationSeconds === null ? [] : [secondsAsClock(durationSeconds)]),
    ...(engine === null ? [] : [engine, `confidence ${String(confidence)}`]),
  ];
  return [
    file,
    `  ${[outcome.toUpperCase(), ...facts].join(", ")}`,
    ...reasons.map((reason) => `  ${reason}`),
    ...segments.map(({ start, text }) => `  ${secondsAsClock(start).padStart(5)}  ${text}`),
    "",
  ].join("\n");
}
