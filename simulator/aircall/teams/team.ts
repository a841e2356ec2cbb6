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
export function createTeams(): Teams {
  const created_at = "2020-01-02T11:41:01.000Z";
  const teams = [
    { id: 31, name: "Support", created_at, userIds: [456, 457] },
    { id: 32, name: "Sales", created_at, userIds: [458] },
  ];
  return { teams: new Map(teams.map((team) => [team.id, team])) };
}
