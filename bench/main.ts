import { measureAcknowledgement } from "./acknowledgement.ts";
import { openBench } from "./open-bench.ts";
import { publish } from "./publish.ts";
import { memoryParts } from "./memory/memory-parts.ts";
import { stages } from "./stages.ts";
import { measureTimeToText } from "./time-to-text.ts";

/*
 * What a team notices: `up` with an embedded Temporal server, and the simulator as another.
 */

const bench = await openBench();
try {
  const text = await measureTimeToText(bench);
  const answers = await measureAcknowledgement(bench);
  const loop = {
    figure: "event loop of the process that answers, p99 of the worst 15 s",
    value: `${bench.loopDelayMs().toFixed(0)} ms`,
    aim: "< 50 ms",
  };
  const peaks = bench.peakMemoryMb();
  const memory = {
    figure: "peak memory of both processes, and of each, the Temporal server apart",
    value: `${peaks.reduce((sum, one) => sum + one, 0)} MB: ${peaks.join(", ")}`,
    aim: "< 600 MB",
  };
  await publish(
    "time-to-text",
    "Time to text",
    [...text, ...(await stages()), ...answers, loop, memory, ...(await memoryParts(bench.address))],
    `\`npm run bench\`. A voicemail of 20 seconds, local speech, decoder ${bench.decoder}, the idle machine's limit of 100 requests a
minute. _The throttle's wait_ is the time that the steps up to the comment spent in queue \`aircall\` and for a permit of the
process; _the work_ is the rest. _Stages_ are taken alone, one after the other, in a process of their own, when models are loaded; in the product
voice activity and the second reading are beside the first. Memory by part: what a process grows by.`,
  );
} finally {
  await bench.close();
}
