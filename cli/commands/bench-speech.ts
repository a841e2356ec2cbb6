import { join } from "node:path";
import { figuresOf, type Figures, type LabelledHearing } from "../../speech/scoring/tally.ts";
import type { Label } from "../../speech/scoring/label.ts";
import { labelsIn } from "../../speech/scoring/labels-in.ts";
import { createAnswers } from "../print/answers.ts";
import { loadConfig } from "../../platform/config/load-config.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { transcribeFile } from "../../app/media/transcribe-file.ts";
import { openTranscriber } from "../../app/media/open-media.ts";
import { createProgressBar } from "../../platform/terminal/progress-bar.ts";

/** A line of `bench speech`: a set's figures, one recording's text with `--each`, or, last, what the whole run took. */
type Answer = Figures | Each | Run;

interface Each extends Label {
  readonly outcome: string;
  readonly read: string;
}

interface Run {
  readonly peakMemoryMb: number;
  readonly audioSeconds: number;
  readonly elapsedSeconds: number;
}

/** Measures how well one's own labelled recordings are heard. Says nothing of what is in them but with `--each`. */
export async function benchSpeech({
  env,
  args: [folder],
  options: { json, each },
}: Call<[folder: string], { readonly each?: boolean }>): Promise<number> {
  const config = loadConfig(env);
  const labels = await labelsIn(folder);
  const answers = createAnswers<Answer>(json || !process.stdout.isTTY, toWords);
  const progress = createProgressBar(process.stderr);
  const { transcriber, faults } = await openTranscriber(config.media, env);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  const hearings: LabelledHearing[] = [];
  const startedAt = performance.now();
  try {
    for (const [index, label] of labels.entries()) {
      progress.show(index, labels.length, label.file);
      const answer = await transcribeFile(transcriber, join(folder, label.file));
      if ("error" in answer) throw new Error(`${label.file}: ${answer.error}`);
      const { outcome, text, elapsedMs, durationSeconds } = answer;
      hearings.push({
        label,
        outcome,
        text,
        durationSeconds: durationSeconds ?? 0,
        elapsedSeconds: elapsedMs / 1_000,
      });
      progress.clear();
      if (each === true) answers.print({ ...label, outcome, read: text });
    }
  } finally {
    progress.clear();
    await transcriber.close();
  }
  for (const [set, members] of Map.groupBy(hearings, ({ label }) => label.set)) {
    answers.print(figuresOf(set, members));
  }
  answers.print({
    // Node gives kilobytes.
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    audioSeconds: Math.round(hearings.reduce((sum, one) => sum + one.durationSeconds, 0)),
    elapsedSeconds: Math.round((performance.now() - startedAt) / 1_000),
  });
  return exitCodes.done;
}

function toWords(answer: Answer): string {
  if ("peakMemoryMb" in answer) {
    const { audioSeconds, elapsedSeconds, peakMemoryMb } = answer;
    return `${audioSeconds} s of audio in ${elapsedSeconds} s, at most ${peakMemoryMb} MB`;
  }
  if ("read" in answer) {
    return `${answer.file}: ${answer.outcome}\n  said  ${answer.text ?? "?"}\n  read  ${answer.read}`;
  }
  const percent = (share: number | null): string =>
    share === null ? "-" : `${(share * 100).toFixed(1)} %`;
  return [
    `${answer.set}: ${answer.files} files`,
    `  wrong words ${percent(answer.wordErrorRate)}, wrong digits ${percent(answer.digitErrorRate)}, every digit right in ${answer.exact} of ${answer.withDigits}`,
    `  first words lost in ${answer.beginningsLost}, speech called empty in ${answer.falselyEmpty}, text though nobody speaks in ${answer.falseText}`,
    `  doubtful ${answer.doubtful}, failed ${answer.failed}; ${answer.realTimeFactor.toFixed(3)} s of work for a second of audio`,
  ].join("\n");
}
