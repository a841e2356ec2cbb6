/** One step of the schema. Once released it is never changed: what is wrong is put right by the next one. */
export interface Migration {
  /** 1, 2, 3... */
  readonly version: number;
  /** SQL that SQLite and Postgres both understand, a statement each. */
  readonly statements: readonly string[];
}
