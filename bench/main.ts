import { measureAcknowledgement } from "./acknowledgement.ts";
import { openBench } from "./open-bench.ts";
import { publish } from "./publish.ts";
import { measureTimeToText } from "./time-to-text.ts";

/*
 * What a team notices: one process (`up`) with an embedded Temporal server, and the simulator as another.
 */

const bench = await openBench();
try {
  const text = await measureTimeToText(bench);
  const answers = await measureAcknowledgement(bench);
  const memory = {
    figure: "peak memory of the all-in-one process, the Temporal server apart",
    value: `${bench.peakMemoryMb()} MB`,
    aim: "< 600 MB",
  };
  await publish(
    "time-to-text",
    "Time to text",
    [...text, ...answers, memory],
    `\`npm run bench\`. A voicemail of 20 seconds, local speech, decoder ${bench.decoder}, the idle machine's limit of 100 requests a
minute. _The throttle's wait_ is the time that the steps up to the comment spent in queue \`aircall\` and for a permit of the
process; _the work_ is the rest.`,
  );
} finally {
  await bench.close();
}
