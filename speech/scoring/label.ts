/** What is known of a clip, one a line in `labels.jsonl`. */
export interface Label {
  /** Relative to the folder of the labels. */
  readonly file: string;
  /** Figures are given per set. */
  readonly set: string;
  /** What is said; empty when nobody speaks, null when it is not known (another language). */
  readonly text: string | null;
  /** BCP 47, when it is not English. */
  readonly language?: string;
  /** The message begins behind a beep and ends before a dial tone. */
  readonly beep?: true;
}
