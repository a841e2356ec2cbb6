import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { EngineUnavailableError } from "../errors.ts";
import type { Reading, SpeechEngine } from "./engine.ts";
import { languageCode } from "./language-code.ts";
import { longestText } from "./server-answer.ts";
import { spokenWords } from "./spoken-words.ts";

const method = z.custom<unknown>((value) => typeof value === "function", "a function is expected");

const engine = z.object({
  name: z.string(),
  monolingual: z.boolean(),
  leaves: z.string().optional(),
  ahead: z.boolean().optional(),
  prepare: method.optional(),
  read: method,
  close: method,
});

/** As long as our own servers' engines wait for an answer. */
const timeoutMs = 120_000;

const reading = z.object({
  text: z.string().max(longestText),
  language: z.string().nullish(),
  doubts: z.array(z.string()).optional(),
});

/**
 * An engine that was written elsewhere, held to what the others keep to by themselves: what it answers is checked, and
 * what it throws is a failure of that engine, whose words nobody sees.
 *
 * @param made what its module makes
 * @throws TypeError that says what is missing
 */
export function ownEngine(
  made: unknown,
  options: { readonly timeoutMs?: number } = {},
): SpeechEngine {
  assertEngine(made);
  const patienceMs = options.timeoutMs ?? timeoutMs;
  const { name, monolingual, leaves, ahead } = made;
  return {
    name,
    monolingual,
    ...(leaves === undefined ? {} : { leaves }),
    ...(ahead === undefined ? {} : { ahead }),
    prepare: async () => made.prepare?.(),
    read: async (samples, given) => {
      given.signal?.throwIfAborted();
      const late = AbortSignal.timeout(patienceMs);
      const signal = given.signal ? AbortSignal.any([given.signal, late]) : late;
      let answer: unknown;
      try {
        // Whoever does not obey the signal is not waited for either.
        answer = await Promise.race([made.read(samples, { ...given, signal }), aborted(signal)]);
      } catch (error) {
        if (given.signal?.aborted || error instanceof EngineUnavailableError) throw error;
        if (late.aborted) {
          const seconds = patienceMs / 1_000;
          throw new EngineUnavailableError(`engine ${name} did not answer in ${seconds} s`, null);
        }
        throw unavailable(name, error);
      }
      return readingOf(name, answer);
    },
    close: async () => made.close(),
  };
}

/** Rejects when a signal is aborted. */
async function aborted(signal: AbortSignal): Promise<never> {
  for (;;) await delay(mostDelayMs, undefined, { signal, ref: false });
}

/** Longer timers fire at once. */
const mostDelayMs = 2 ** 31 - 1;

function assertEngine(made: unknown): asserts made is SpeechEngine {
  const [fault] = engine.safeParse(made).error?.issues ?? [];
  if (fault)
    throw new TypeError(
      `its engine has a wrong ${fault.path.join(".") || "form"}: ${fault.message}`,
    );
}

/** A module of a package cannot import our error: its name counts. The words of any other may be a caller's. */
function unavailable(name: string, error: unknown): EngineUnavailableError {
  const told = z
    .object({
      name: z.literal("EngineUnavailableError"),
      message: z.string(),
      retryAfterMs: z.number().positive().nullish().catch(null),
    })
    .safeParse(error).data;
  if (told) return new EngineUnavailableError(told.message, told.retryAfterMs ?? null, error);
  const kind = error instanceof Error ? error.name : "an unknown fault";
  return new EngineUnavailableError(`engine ${name} failed (${kind})`, null, error);
}

function readingOf(name: string, answer: unknown): Reading {
  const { data, error } = reading.safeParse(answer);
  const words = data && spokenWords(data.text);
  if (!data || words === undefined || words === null) {
    throw new EngineUnavailableError(`engine ${name} answered without a text`, null, error);
  }
  const { language = null, doubts } = data;
  return { text: words, language: languageCode(language), ...(doubts ? { doubts } : {}) };
}
