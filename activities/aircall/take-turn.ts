import type { AircallActivities } from "../../domain/activities/aircall.ts";
import type { Accounts } from "../accounts.ts";
import { aircallStep } from "./step.ts";

export function takeTurnStep(accounts: Accounts): AircallActivities["takeTurn"] {
  return aircallStep(accounts, ({ client }, _, limits) => client.permit(limits));
}
