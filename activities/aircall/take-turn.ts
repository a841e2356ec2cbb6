import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { aircallShape, orFail } from "../failures.ts";
import { limitsOf } from "./step.ts";

export function createTakeTurn(accounts: Accounts): AircallActivities["takeTurn"] {
  return async ({ account: name }) => {
    const { client } = accountNamed(accounts, name);
    await orFail(() => client.turn(limitsOf({})), aircallShape);
  };
}
