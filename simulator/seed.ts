import type { Contact, NumberLine, Tag } from "./state.ts";
export interface User {
  readonly id: number;
  name: string;
  readonly email: string;
  readonly created_at: string;
  /** `available`, `custom` or `unavailable`. */
  availability_status: string;
  readonly time_zone: string;
  readonly language: string;
}
export interface Team {
  readonly id: number;
  readonly name: string;
  readonly created_at: string;
  readonly userIds: number[];
}
export function seed(nextId: (kind: "tag" | "contact" | "detail") => number): {
  users: readonly User[];
  teams: readonly Team[];
  numbers: readonly NumberLine[];
  contacts: readonly Contact[];
  tags: readonly Tag[];
} {
  const contact = (
    first: string,
    last: string,
    company: string | null,
    phone: string,
  ): Contact => ({
    id: nextId("contact"),
    first_name: first,
    last_name: last,
    company_name: company,
    information: null,
    created_at: 1_585_000_000,
    updated_at: 1_585_000_000,
    phone_numbers: [{ id: nextId("detail"), label: "Work", value: phone }],
    emails: [],
  });
  const user = (id: number, name: string, email: string): User => ({
    id,
    name,
    email,
    created_at: "2019-12-29T10:03:18.000Z",
    availability_status: "available",
    time_zone: "Europe/London",
    language: "en-GB",
  });
  const line = (
    id: number,
    name: string,
    digits: string,
    country: string,
    time_zone: string,
  ): NumberLine => ({ id, name, digits, country, time_zone });
  return {
    users: [
      user(456, "Ada Fox", "ada@example.com"),
      user(457, "Ben Hale", "ben@example.com"),
      user(458, "Chloe Roy", "chloe@example.com"),
    ],
    teams: [
      { id: 31, name: "Support", created_at: "2020-01-02T11:41:01.000Z", userIds: [456, 457] },
      { id: 32, name: "Sales", created_at: "2020-01-02T11:41:01.000Z", userIds: [458] },
    ],
    numbers: [
      line(1234, "Support US", "+1 212-555-0100", "US", "America/New_York"),
      line(1235, "Support UK", "+44 20 7946 0100", "GB", "Europe/London"),
      line(1236, "Support France", "+33 1 99 00 01 00", "FR", "Europe/Paris"),
    ],
    contacts: [
      contact("Sarah", "Mitchell", "Mitchell Ltd", "+442079460958"),
      contact("James", "Okafor", null, "+12125550142"),
    ],
    tags: [
      ["Callback Request", "queue_callback"],
      ["Called Back", "queue_called_back"],
      ["Conference", "conference"],
      ["Follow Up", "follow_up_self_assign"],
      ["Voicemail Drop", "voicemail_drop"],
      ["Voice Virtual Agent", "voice_virtual_agent"],
    ].map(([name = "", description = ""]) => ({
      id: nextId("tag"),
      name,
      color: "#00B388",
      description,
    })),
  };
}
