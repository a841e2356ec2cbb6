import { measureBackfill } from "./delivery/backfill.ts";
import { measureBareRun } from "./delivery/bare-run.ts";
import { measureBurst } from "./delivery/burst.ts";
import { measureOwnCost } from "./delivery/own-cost.ts";
import { publish } from "./publish.ts";
import { measureThrottle } from "./delivery/throttle.ts";

/*
 * What the promise costs: the throttle under a backlog, live voicemails beside a sweep, and the
 * pipeline beside a bare one.
 */

const rows = [
  ...(await measureOwnCost()),
  ...(await measureBareRun()),
  ...(await measureBurst()),
  ...(await measureThrottle()),
  ...(await measureBackfill()),
];
await publish(
  "delivery",
  "Delivery under load",
  rows,
  `\`npm run bench:delivery\`. _The pipeline's own cost_: engines stubbed, limit lifted, real HTTP to the simulator; the floor is a bare
workflow with as many empty activities, on the same server and in the same run. _One voicemail by itself_, engines stubbed: where the
milliseconds are that are not speech. _A burst_: more voicemails at once than engines can follow. _The throttle_: two worker processes, an account
of 100 requests a minute, more voicemails than it can take; a minute of the simulator's own count. _Beside a sweep_: 500
voicemails whose webhooks never came are found and worked off while a live one is left every few seconds.`,
);
