#!/usr/bin/env node
import { createProgram } from "./program.ts";
import { reportFailure } from "./report-failure.ts";

// Who reads has seen enough, as in `afterbeep list | head`: the command goes on to its end, and closes what it opened.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// Nothing is awaited that could keep a finished command alive: its exit code is set, its handles are closed.
try {
  await createProgram(process.env).parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
