import type { AccountSettings, BusinessHours } from "../domain/account/account-settings.ts";
import type { Finding } from "../domain/voicemail/report.ts";
import type { Circumstances, UrgencyLevel, Verdict } from "../domain/voicemail/verdict.ts";
import { toE164 } from "../text/phone/phone-number.ts";
import { placesOf } from "../text/phone/places.ts";
import { isOutOfHours } from "./business-hours.ts";

/** What the operator has said of callers and hours. */
export interface CircumstanceSettings {
  /** E.164. */
  readonly vipNumbers: readonly string[];
  readonly hours: BusinessHours | null;
  readonly lineSettings?: AccountSettings["lineSettings"];
}

/** Who called, and when, as far as it counts. */
export function circumstancesOf(
  { calledFrom, contactNumbers = [], line, startedAt = null }: Finding["call"],
  { vipNumbers, hours, lineSettings }: CircumstanceSettings,
): Circumstances {
  const places = placesOf(line?.country ?? null);
  const theirs = [calledFrom, ...contactNumbers].flatMap((one) => toE164(one ?? "", places) ?? []);
  const own = line === null ? undefined : lineSettings?.get(line.id);
  const opening = {
    hours: own?.hours ?? hours,
    timeZone: own?.timeZone ?? line?.timeZone ?? null,
    ...(own ? { holidays: own.holidays } : {}),
  };
  return {
    vip: theirs.some((number) => vipNumbers.includes(number)),
    outOfHours: startedAt !== null && isOutOfHours(opening, startedAt),
  };
}

/** A very important caller's request is one level more urgent, but never urgent by that alone. */
const highestByName: UrgencyLevel = 3;

/**
 * A verdict with its circumstances. An important caller's genuine request is raised from 2 to 3;
 * being out of hours changes no level.
 */
export function inCircumstances(verdict: Verdict, circumstances: Circumstances): Verdict {
  const { level, evidence } = verdict.urgency;
  const raised = circumstances.vip && verdict.category === "genuine" && level === 2;
  return {
    ...verdict,
    circumstances,
    urgency: raised ? { level: highestByName, evidence } : verdict.urgency,
  };
}
