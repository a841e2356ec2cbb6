import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { aircallStep, type Desk } from "./step.ts";

export function pingStep(desk: Desk): AircallActivities["ping"] {
  return aircallStep(desk, ({ client }, _, limits) => client.company.ping(limits));
}
