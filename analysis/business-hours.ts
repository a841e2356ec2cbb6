import type { BusinessHours } from "../domain/account/account-settings.ts";

/** When somebody is there, by which clock. */
export interface Opening {
  /** Null where nobody has said: then only holidays count. */
  readonly hours: BusinessHours | null;
  /** The line's, as IANA names it; null: UTC, nobody knows. */
  readonly timeZone: string | null;
  /** Days on which nobody is there, by that clock: `2026-12-25`. */
  readonly holidays?: ReadonlySet<string>;
}

/**
 * Whether nobody is there at a moment.
 *
 * @param at milliseconds since the epoch
 */
export function isOutOfHours({ hours, timeZone, holidays }: Opening, at: number): boolean {
  if (hours === null && !holidays?.size) return false;
  const parts = partsOf(at, timeZone);
  const date = `${parts["year"]}-${parts["month"]}-${parts["day"]}`;
  if (holidays?.has(date)) return true;
  if (hours === null) return false;
  const minutes = Number(parts["hour"]) * 60 + Number(parts["minute"]);
  const day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(parts["weekday"] ?? "");
  return hours.open[day] !== true || minutes < hours.opens || minutes >= hours.closes;
}

function partsOf(at: number, timeZone: string | null): Readonly<Record<string, string>> {
  const format = (zone: string): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  let formatter;
  try {
    formatter = format(timeZone ?? "UTC");
  } catch {
    // Aircall's time zones are IANA's, but nothing says that they always will be.
    formatter = format("UTC");
  }
  return Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
}
