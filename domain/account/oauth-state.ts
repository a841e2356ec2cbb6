/** What an installation that was begun is to find again when the browser comes back. */
export interface OAuthStateStore {
  /**
   * @param state what the browser carries; only its digest is kept
   * @param data what `take` gives back
   * @param expiresAt milliseconds since the epoch
   */
  readonly put: (state: string, data: string, expiresAt: number) => Promise<void>;
  /** Gives the data once, to one caller of all processes; null ever after, and when it has expired. */
  readonly take: (state: string) => Promise<string | null>;
}
