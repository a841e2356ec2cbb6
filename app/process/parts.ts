/** Which parts of the pipeline a process runs. */
export interface Parts {
  readonly receiver: boolean;
  /** In this process; in one that it keeps, so that webhooks never wait for their work; or not at all. */
  readonly workers: "here" | "apart" | "none";
}
