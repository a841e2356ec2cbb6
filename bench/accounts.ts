import { measureIsolation } from "./accounts/measure-isolation.ts";
import { measureMemory } from "./accounts/measure-memory.ts";
import { publish } from "./publish.ts";

/*
 * Many accounts in one process: what the trouble of one costs the others, and what each takes.
 */

const rows = [...(await measureMemory()), ...(await measureIsolation())];
await publish(
  "accounts",
  "Many accounts",
  rows,
  `\`npm run bench:accounts\`. One \`up\`, one simulator with as many companies, each of 100 requests a minute. _Delivery_ is from the
webhook to the end of the voicemail; nothing is said in them, so that who waits for whom is seen and not how long engines take.
_Memory_ is what the process that answers and the workers' process hold, when each account has been swept and has had a voicemail.`,
);
