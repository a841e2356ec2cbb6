import type { NextId } from "../ids.ts";
import type { Users } from "../users/user.ts";

/** https://developer.aircall.io/api-references/#team */
export interface Team {
  readonly id: number;
  readonly name: string;
  readonly created_at: string;
  readonly userIds: number[];
}

/** The company's teams by id. */
export interface Teams {
  readonly teams: Map<number, Team>;
}

/** Two teams of three users. */
export function createTeams(nextId: NextId, { users }: Users): Teams {
  const [first, second, third] = [...users.keys()];
  const ids = (...given: (number | undefined)[]): number[] =>
    given.filter((id) => id !== undefined);
  const created_at = "2020-01-02T11:41:01.000Z";
  const teams = [
    { id: nextId("team"), name: "Support", created_at, userIds: ids(first, second) },
    { id: nextId("team"), name: "Sales", created_at, userIds: ids(third) },
  ];
  return { teams: new Map(teams.map((team) => [team.id, team])) };
}
