#!/usr/bin/env node
import { exitCodes } from "./exit-codes.ts";
import { keepCompiled } from "../app/process/keep-compiled.ts";
import { keepYoungSmall } from "../app/process/small-process.ts";
import { nodeFault } from "../platform/process/node-version.ts";

// Recordings, histories and tokens are nobody else's: what this process and those that it starts
// make, only its user reads.
process.umask(0o077);

// Before the commands' code is loaded, which is what young objects grow with.
keepYoungSmall();
keepCompiled(process.env);

// The reader closed the pipe, as in `afterbeep list | head`: the command runs to its end and closes what it opened.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const fault = nodeFault(process.versions.node);
if (fault === null) await run();
else {
  process.stderr.write(`${fault}\n`);
  process.exitCode = exitCodes.wrongConfiguration;
}

/** Nothing is awaited that could keep a finished command alive: its exit code is set, its handles are closed. */
async function run(): Promise<void> {
  const { createProgram } = await import("./program.ts");
  const { reportFailure } = await import("./report-failure.ts");
  const { addEnvFile } = await import("../platform/config/env-file.ts");
  try {
    await createProgram(process.env, () => addEnvFile(process.env)).parseAsync();
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}
