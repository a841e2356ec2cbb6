import { accountVariables } from "./sections/account.ts";
import { mediaVariables } from "./sections/media.ts";
import { oauthVariables } from "./sections/oauth.ts";
import { receiverVariables } from "./sections/receiver.ts";
import { storageVariables } from "./sections/storage.ts";
import { telemetryVariables } from "./sections/telemetry.ts";
import { temporalVariables } from "./sections/temporal.ts";
import { timingVariables } from "./sections/timing.ts";

/**
 * Every variable of ours, with its default, what is expected of it, and an example. `TEMPORAL_ADDRESS` and its siblings
 * are read by Temporal's own envconfig.
 */
export const variables = {
  ...temporalVariables,
  ...storageVariables,
  ...accountVariables,
  ...oauthVariables,
  ...receiverVariables,
  ...timingVariables,
  ...mediaVariables,
  ...telemetryVariables,
} as const;

export type Variable = keyof typeof variables;
