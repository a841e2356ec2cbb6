#!/usr/bin/env node
import { createProgram } from "./program.ts";
import { reportFailure } from "./report-failure.ts";

// Nothing is awaited that could keep a finished command alive: its exit code is set, its handles are closed.
try {
  await createProgram(process.env).parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
