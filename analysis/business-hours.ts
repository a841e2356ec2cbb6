import type { BusinessHours } from "../domain/account/account-settings.ts";

/**
 * Whether a moment is outside of the hours.
 *
 * @param at milliseconds since the epoch
 * @param timeZone the line's, as IANA names it; UTC when nobody knows
 */
export function isOutOfHours(hours: BusinessHours, at: number, timeZone: string | null): boolean {
  const parts = partsOf(at, timeZone);
  const minutes = Number(parts["hour"]) * 60 + Number(parts["minute"]);
  const day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(parts["weekday"] ?? "");
  return hours.open[day] !== true || minutes < hours.opens || minutes >= hours.closes;
}

function partsOf(at: number, timeZone: string | null): Readonly<Record<string, string>> {
  const format = (zone: string): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
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
