import type { NextId } from "../ids.ts";

/** https://developer.aircall.io/api-references/#user */
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

/** The company's users by id. */
export interface Users {
  readonly users: Map<number, User>;
}

/** Three users, all of them available. */
export function createUsers(nextId: NextId): Users {
  const users = [
    user(nextId("user"), "Ada Fox", "ada@example.com"),
    user(nextId("user"), "Ben Hale", "ben@example.com"),
    user(nextId("user"), "Chloe Roy", "chloe@example.com"),
  ];
  return { users: new Map(users.map((one) => [one.id, one])) };
}

/** Who writes where a person does: the first of the company. */
export function firstAgent({ users }: Users): Pick<User, "id" | "name"> | null {
  const [agent] = users.values();
  return agent ? { id: agent.id, name: agent.name } : null;
}

function user(id: number, name: string, email: string): User {
  return {
    id,
    name,
    email,
    created_at: "2019-12-29T10:03:18.000Z",
    availability_status: "available",
    time_zone: "Europe/London",
    language: "en-GB",
  };
}

/** v1 and v2 differ by their `direct_link`; a user inside another object is a v1 one. */
export function userPayload(
  { baseUrl }: { readonly baseUrl: string },
  one: User,
  version: "v1" | "v2" = "v1",
): object {
  return {
    ...one,
    direct_link: `${baseUrl}/${version}/users/${one.id}`,
    available: one.availability_status === "available",
  };
}
