import { searchAttributes } from "../../domain/wire.ts";

export interface ServerPlace {
  readonly port: number;
  readonly uiPort: number;
  readonly databaseFile: string;
}

/** Server's listening address: the embedded server is for this machine alone. */
export const serverHost = "127.0.0.1";

const attributeTypes = { KEYWORD: "Keyword", INT: "Int" } as const;

/**
 * `temporal server start-dev` as we want it. Fairness per account with one partition makes the throttle exact; WAL makes
 * SQLite three times faster and survives every kill of a process (measured; a power cut may cost the last commits).
 */
export function serverArguments({ port, uiPort, databaseFile }: ServerPlace): string[] {
  const settings = [
    "matching.enableFairness=true",
    "matching.numTaskqueueReadPartitions=1",
    "matching.numTaskqueueWritePartitions=1",
  ];
  return [
    ...["server", "start-dev", "--ip", serverHost, "--port", String(port)],
    ...["--ui-port", String(uiPort), "--db-filename", databaseFile],
    ...["--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=NORMAL"],
    ...["--log-level", "warn", "--log-format", "json"],
    ...settings.flatMap((setting) => ["--dynamic-config-value", setting]),
    ...Object.entries(searchAttributes).flatMap(([name, type]) => [
      "--search-attribute",
      `${name}=${attributeTypes[type]}`,
    ]),
  ];
}
