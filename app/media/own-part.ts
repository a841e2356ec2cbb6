import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Analyzer } from "../../analysis/analyzer.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { ownAnalyzer, type OwnAnalyzerOptions } from "../../analysis/own-analyzer.ts";
import { fileOf, type OwnPart } from "../../platform/config/own-part.ts";
import { ownEngine } from "../../speech/engines/own-engine.ts";
import type { SpeechEngine } from "../../speech/engines/engine.ts";

/**
 * An engine that a file of the operator's makes.
 *
 * @throws Error that names the variable, the file and what is wrong with it
 */
export function openOwnEngine(part: OwnPart): Promise<SpeechEngine> {
  return open("TRANSCRIBERS", part, async (make) => named(ownEngine(await make())));
}

/**
 * An analyzer that a file of the operator's makes. It is given the local one, which it may ask.
 *
 * @throws Error that names the variable, the file and what is wrong with it
 */
export function openOwnAnalyzer(
  part: OwnPart,
  local: Analyzer = createLocalAnalyzer(),
  options: OwnAnalyzerOptions = {},
): Promise<Analyzer> {
  return open("ANALYZER", part, async (make) =>
    named(ownAnalyzer(await make({ local }), local, options)),
  );
}

/** Names of what is here already. */
const taken: readonly string[] = ["aircall", "local", "openai", "compatible"];

/** A name stands in comments and metrics. */
function named<T extends { readonly name: string }>(part: T): T {
  const { name } = part;
  if (!/^[a-z\d](?:[a-z\d. -]{0,30}[a-z\d])?$/i.test(name))
    throw new TypeError("its name must be 1 to 32 letters, digits, dots, dashes or blanks");
  if (taken.includes(name.toLowerCase()))
    throw new TypeError(`it needs another name than ${taken.join(", ")}`);
  return part;
}

type Make = (...given: readonly unknown[]) => unknown;

async function open<T>(
  variable: "TRANSCRIBERS" | "ANALYZER",
  part: OwnPart,
  opened: (make: Make) => Promise<T>,
): Promise<T> {
  const file = fileOf(part);
  try {
    const module: unknown = await import(pathToFileURL(resolve(file)).href);
    const make = defaultOf(module);
    if (!make) throw new TypeError("it exports no function by default");
    return await opened(make);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    throw new Error(`${variable}: ${file} cannot be used: ${reason}. See docs/run/extending.md`, {
      cause: error,
    });
  }
}

function defaultOf(module: unknown): Make | null {
  return typeof module === "object" &&
    module !== null &&
    "default" in module &&
    isFunction(module.default)
    ? module.default
    : null;
}

function isFunction(value: unknown): value is Make {
  return typeof value === "function";
}
