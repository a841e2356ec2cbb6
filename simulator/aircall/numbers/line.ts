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

/** One line in each of three countries. Their numbers are reserved for fiction. */
export function createLines(): Lines {
  return {
    numbers: [
      line(1234, "Support US", "+1 212-555-0100", "US", "America/New_York"),
      line(1235, "Support UK", "+44 20 7946 0100", "GB", "Europe/London"),
      line(1236, "Support France", "+33 1 99 00 01 00", "FR", "Europe/Paris"),
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
