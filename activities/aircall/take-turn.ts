import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { aircallStep, type Desk } from "./step.ts";

export function takeTurnStep(desk: Desk): AircallActivities["takeTurn"] {
  return aircallStep(desk, ({ client }, _, limits) => client.permit(limits));
}
