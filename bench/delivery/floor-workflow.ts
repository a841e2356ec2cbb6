import { proxyActivities } from "@temporalio/workflow";

const { nothing } = proxyActivities<{ nothing: () => Promise<void> }>({
  taskQueue: "floor-activities",
  startToCloseTimeout: "1 minute",
});

/** As many steps as a voicemail has, none of which does anything. */
export async function floor(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await nothing();
}
