import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { accountNamed, type Accounts } from "../accounts.ts";
import { aircallShape, orFail } from "../failures.ts";
import { limitsOf } from "./step.ts";

export function createPing(accounts: Accounts): AircallActivities["ping"] {
  return async ({ account: name, ...resumed }) => {
    const { client } = accountNamed(accounts, name);
    await orFail(() => client.ping(limitsOf(resumed)), aircallShape);
  };
}
