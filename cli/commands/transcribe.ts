import { createAnswers } from "../print/answers.ts";
import { audioFilesIn } from "../../speech/audio/audio-files.ts";
import { loadConfig } from "../../platform/config/load-config.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import {
  transcribeFile,
  type TranscribedFile,
  type UntranscribedFile,
} from "../../app/media/transcribe-file.ts";
import { openTranscriber } from "../../app/media/open-media.ts";
import { createProgressBar } from "../../platform/terminal/progress-bar.ts";
import { wrapFor } from "../../platform/terminal/wrap.ts";
import { clock } from "../../report/clock.ts";

/**
 * Hears recordings of one's own, as a worker would: no account, no network unless an engine of the cloud is configured.
 *
 * @returns 0 when each file got an outcome, with `--strict` one that says what is in it
 */
export async function transcribe({
  env,
  args: [paths],
  options: { json, strict = false },
}: Call<[paths: readonly string[]], { readonly strict?: boolean }>): Promise<number> {
  const config = loadConfig(env);
  const files = await audioFilesIn(paths);
  const answers = createAnswers<TranscribedFile | UntranscribedFile>(
    json || !process.stdout.isTTY,
    toWords,
  );
  const progress = createProgressBar(process.stderr);
  const { transcriber, faults } = await openTranscriber(config.media, env);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  let code: number = exitCodes.done;
  try {
    for (const [index, found] of files.entries()) {
      progress.show(index, files.length, found.file);
      const answer =
        "fault" in found
          ? { file: found.file, error: found.fault }
          : await transcribeFile(transcriber, found.file);
      const isBad = "error" in answer || (strict && unheard.has(answer.outcome));
      if (isBad) code = exitCodes.no;
      progress.clear();
      answers.print(answer);
    }
  } finally {
    await transcriber.close();
  }
  return code;
}

/** Nobody knows what is said there. */
const unheard: ReadonlySet<string> = new Set(["unreadable", "untranscribed"]);

function toWords(answer: TranscribedFile | UntranscribedFile): string {
  if ("error" in answer) return `${answer.file}\n  ${answer.error}\n`;
  const { file, outcome, durationSeconds, engine, confidence, segments, reasons } = answer;
  const facts = [
    ...(durationSeconds === null ? [] : [clock(durationSeconds)]),
    ...(engine === null ? [] : [engine, `confidence ${String(confidence)}`]),
  ];
  const wrapped = (line: string, hang: string): string => wrapFor(process.stdout, line, hang);
  return [
    file,
    `  ${[outcome.toUpperCase(), ...facts].join(", ")}`,
    ...reasons.map((reason) => wrapped(`  ${reason}`, "    ")),
    ...segments.map(({ start, text }) =>
      wrapped(`  ${clock(start).padStart(5)}  ${text}`, " ".repeat(9)),
    ),
    "",
  ].join("\n");
}
