import { writeFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { measureAcknowledgement } from "./acknowledgement.ts";
import { openBench } from "./open-bench.ts";
import { measureTimeToText } from "./time-to-text.ts";

/*
 * The pipeline's own figures, on this machine: one process (`up`) with an embedded Temporal server, and the simulator as
 * another. Prints a table and writes docs/benchmarks.md.
 */

export interface Row {
  readonly figure: string;
  readonly value: string;
  readonly aim: string;
}

const bench = await openBench();
try {
  const text = await measureTimeToText(bench);
  const answers = await measureAcknowledgement(bench);
  const memory = bench.peakMemoryMb();
  const rows: readonly Row[] = [
    ...text,
    ...answers,
    {
      figure: "peak memory of the all-in-one process, the Temporal server apart",
      value: `${memory} MB`,
      aim: "< 600 MB",
    },
  ];
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
  const table = [
    "| figure | measured | aim |",
    "| --- | --- | --- |",
    ...rows.map(({ figure, value, aim }) => `| ${figure} | ${value} | ${aim} |`),
  ].join("\n");
  const page = `# Benchmarks

\`npm run bench\` writes this page. Machines are noisy and this one is shared: compare within a run, not between machines.

Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.

${table}

A voicemail of 20 seconds, local speech, decoder ${bench.decoder()}, the idle machine's limit of 100 requests a minute. _The
throttle's wait_ is the time that the steps up to the comment spent in queue \`aircall\` and for their turn in the process; _the work_
is the rest.
`;
  await writeFile(new URL("../docs/benchmarks.md", import.meta.url), page);
  process.stdout.write(`${machine}\n\n${table}\n`);
} finally {
  await bench.close();
}
