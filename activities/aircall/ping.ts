import type { AircallActivities } from "../../domain/activities/aircall.ts";
import type { Accounts } from "../accounts.ts";
import { aircallStep } from "./step.ts";

export function pingStep(accounts: Accounts): AircallActivities["ping"] {
  return aircallStep(accounts, ({ client }, _, limits) => client.company.ping(limits));
}
