import type { Figures } from "../../../speech/scoring/tally.ts";
import type { Row } from "../../publish.ts";

const inWords = ["spelled names", "accents", "noise 15 dB", "noise 10 dB", "noise 5 dB", "offsets"];
const inDigits = ["caller numbers"];

/** Sets that have no aims, but that the offsets are not called empty. */
export const harderSets: ReadonlySet<string> = new Set([...inDigits, ...inWords]);

/** What an engine made of the harder sets. */
export function harderRows(engine: string, all: readonly Figures[]): readonly Row[] {
  const offsets = all.find(({ set }) => set === "offsets");
  return [
    ...all
      .filter(({ set }) => inDigits.includes(set))
      .map((one) => ({
        figure: `${engine}: ${one.set}, digits wrong; all right; doubtful`,
        value: `${percent(one.digitErrorRate)}; ${one.exact} of ${one.withDigits}; ${one.doubtful}`,
        aim: "",
      })),
    ...all
      .filter(({ set }) => inWords.includes(set))
      .map((one) => ({
        figure: `${engine}: ${one.set}, words wrong; doubtful`,
        value: `${percent(one.wordErrorRate)}; ${one.doubtful} of ${one.files}`,
        aim: "",
      })),
    {
      figure: `${engine}: offsets called empty, of ${offsets?.files ?? 0}`,
      value: String(offsets?.falselyEmpty ?? "-"),
      aim: "0",
    },
  ];
}

/** A share between 0 and 1. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? "-" : `${(share * 100).toFixed(1)} %`;
}
