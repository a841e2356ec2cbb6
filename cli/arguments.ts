import { InvalidArgumentError } from "commander";
import { accountName } from "../domain/account/account-id.ts";
import { duration } from "../platform/config/values.ts";

/** Arguments that do not go together, which commander cannot see. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(what: string) {
    super(`error: ${what}`);
  }
}

/** A call's id, as Aircall shows it. */
function callIdArgument(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new InvalidArgumentError("a call's id is a whole number");
  return Number(text);
}

/**
 * A moment: `now`, `2026-11-23`, `2026-11-23T08:00Z`, `1795392000` (seconds since the epoch), or `24h`
 * (that long ago). In seconds.
 */
function momentArgument(text: string): number {
  if (text === "now") return Math.floor(Date.now() / 1_000);
  if (/^\d{9,11}$/.test(text)) return Number(text);
  const ago = duration.safeParse(text);
  if (ago.success) return Math.floor((Date.now() - ago.data) / 1_000);
  const moment = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) {
    throw new InvalidArgumentError(
      "expected a date, a date and time, seconds, or a time ago like 24h",
    );
  }
  return Math.floor(moment / 1_000);
}

function accountArgument(text: string): string {
  if (accountName.test(text)) return text;
  throw new InvalidArgumentError("an account's name has 1 to 48 letters, digits, _ or -");
}

function countArgument(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new InvalidArgumentError("expected a whole number from 1");
  return Number(text);
}

function companiesArgument(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 2 && count <= 10) return count;
  throw new InvalidArgumentError("expected a whole number from 2 to 10");
}

function urlArgument(text: string): string {
  if (!/^https?:/.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError("expected an http or https URL");
  }
  return text;
}

/** What is read from an argument or an option's value, by its name in `--help`; any other name is a text. */
export const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  account: accountArgument,
  callId: callIdArgument,
  moment: momentArgument,
  count: countArgument,
  companies: companiesArgument,
  port: countArgument,
  "requests a minute": countArgument,
  url: urlArgument,
};
