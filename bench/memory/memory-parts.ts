import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { smallEnvironment, smallFlags } from "../../app/process/small-process.ts";
import type { Row } from "../publish.ts";

const run = promisify(execFile);
const script = fileURLToPath(new URL("./parts.ts", import.meta.url));
const part = z.object({ part: z.string(), megabytes: z.number() });

/** What each part of the worker process takes, with the settings that `up` gives it. */
export async function memoryParts(temporal: string): Promise<readonly Row[]> {
  const { stdout } = await run(process.execPath, ["--expose-gc", ...smallFlags, script, temporal], {
    env: { ...process.env, ...smallEnvironment },
  });
  return stdout
    .trim()
    .split("\n")
    .map((line) => part.parse(JSON.parse(line)))
    .map(({ part: figure, megabytes }) => ({
      figure: `memory: ${figure}`,
      value: `${megabytes} MB`,
      aim: "",
    }));
}
