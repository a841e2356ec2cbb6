import { sentimentLabels, type Verdict } from "../../domain/voicemail/verdict.ts";
import type { Text } from "../texts-to-learn.ts";

/** What a text is, and what the analyzer made of it. */
export interface Checked {
  readonly label: Text;
  readonly verdict: Verdict;
}

/** Prints how often the analyzer is right, by class. */
export function printChecked(checked: readonly Checked[]): void {
  const classes: Readonly<
    Record<string, readonly [(text: Text) => boolean, (verdict: Verdict) => boolean]>
  > = {
    urgent: [({ urgency }) => urgency >= 4, ({ urgency }) => urgency.level >= 4],
    "spam or robocall": [
      ({ category }) => category === "spam" || category === "robocall",
      ({ category }) => category === "spam" || category === "robocall",
    ],
    ...Object.fromEntries(
      (["wrong_number", "accidental"] as const).map((name) => [
        name,
        [(text: Text) => text.category === name, (verdict: Verdict) => verdict.category === name],
      ]),
    ),
    ...Object.fromEntries(
      sentimentLabels.map((name) => [
        name,
        [
          (text: Text) => text.sentiment === name,
          (verdict: Verdict) => verdict.sentiment.label === name,
        ],
      ]),
    ),
  };
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const share = (part: number, all: number): string => (part / all).toFixed(3);
  print(`${checked.length} whole voicemails`);
  for (const [name, [is, said]] of Object.entries(classes)) {
    const right = checked.filter(({ label, verdict }) => is(label) && said(verdict)).length;
    const are = checked.filter(({ label }) => is(label)).length;
    const saidToBe = checked.filter(({ verdict }) => said(verdict)).length;
    print(
      `${name}: recall ${share(right, are)}, precision ${share(right, saidToBe)}, false alarms ${share(saidToBe - right, checked.length - are)}`,
    );
  }
  const level = checked.filter(({ label, verdict }) => label.urgency === verdict.urgency.level);
  print(`level exact ${share(level.length, checked.length)}`);
  const named = checked.filter(({ label }) => label.intent !== "");
  const intent = named.filter(({ label, verdict }) => label.intent === verdict.intent);
  print(`intent exact ${share(intent.length, named.length)}`);
}
