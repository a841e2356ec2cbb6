import type { NextId } from "../ids.ts";

/**
 * A line of the company, "number" at Aircall: https://developer.aircall.io/api-references/#number
 */
export interface Line {
  readonly id: number;
  name: string;
  readonly digits: string;
  readonly country: string;
  readonly time_zone: string;
}

/** The company's lines. A voicemail's `country` chooses one. */
export interface Lines {
  readonly numbers: readonly Line[];
}

/**
 * One line in each of three countries. Their numbers are reserved for fiction, and differ from one
 * company to the next until a hundred have theirs.
 *
 * @param place of the company, from 0
 */
export function createLines(nextId: NextId, place: number): Lines {
  const last = String(place % 100).padStart(2, "0");
  return {
    numbers: [
      line(nextId("number"), "Support US", `+1 212-555-01${last}`, "US", "America/New_York"),
      line(nextId("number"), "Support UK", `+44 20 7946 01${last}`, "GB", "Europe/London"),
      line(nextId("number"), "Support France", `+33 1 99 00 01 ${last}`, "FR", "Europe/Paris"),
    ],
  };
}

function line(id: number, name: string, digits: string, country: string, time_zone: string): Line {
  return { id, name, digits, country, time_zone };
}

/** As answers and events show it. */
export function linePayload({ baseUrl }: { readonly baseUrl: string }, one: Line): object {
  return {
    ...one,
    direct_link: `${baseUrl}/v1/numbers/${one.id}`,
    created_at: "2020-01-02T11:41:01.000Z",
    open: true,
    availability_status: "custom",
    is_ivr: false,
    live_recording_activated: false,
    // The line's greeting, not the caller's message: a trap for those who take the first "voicemail" they see.
    messages: { voicemail: "https://media-web.aircall.io/greeting.mp3" },
  };
}
