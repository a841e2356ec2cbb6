import { searchAttributes } from "../../domain/wire.ts";

/** Where a server listens and keeps its database. */
export interface ServerPlace {
  readonly port: number;
  readonly uiPort: number;
  readonly databaseFile: string;
}

/**
 * Where a page is written anyway, what was deleted from it is overwritten. Pages given back whole are left to
 * `scrubDatabase`: to overwrite them as well would cost every voicemail some writes.
 */
export const erasing = "secure_delete=FAST";

/** Server's listening address: the embedded server is for this machine alone. */
export const serverHost = "127.0.0.1";

const attributeTypes = { KEYWORD: "Keyword", INT: "Int" } as const;

/**
 * `temporal server start-dev` as we want it. Fairness per account with one partition makes the
 * throttle exact; WAL makes SQLite three times faster and survives every kill of a process
 * (measured; a power cut may cost the last commits).
 */
export function serverArguments({ port, uiPort, databaseFile }: ServerPlace): string[] {
  const settings = [
    "matching.enableFairness=true",
    "matching.numTaskqueueReadPartitions=1",
    "matching.numTaskqueueWritePartitions=1",
  ];
  const attributes = Object.entries(searchAttributes).map(
    ([name, type]) => `${name}=${attributeTypes[type]}`,
  );
  const options: readonly (readonly [string, string])[] = [
    ["--ip", serverHost],
    ["--port", String(port)],
    ["--ui-port", String(uiPort)],
    ["--db-filename", databaseFile],
    ["--log-level", "warn"],
    ["--log-format", "json"],
    ["--sqlite-pragma", "journal_mode=WAL"],
    ["--sqlite-pragma", "synchronous=NORMAL"],
    ["--sqlite-pragma", erasing],
    ...settings.map((setting) => ["--dynamic-config-value", setting] as const),
    ...attributes.map((attribute) => ["--search-attribute", attribute] as const),
  ];
  return ["server", "start-dev", ...options.flat()];
}
