import { readFile, writeFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";

/** A line of a table of docs/reference/benchmarks.md. */
export interface Row {
  readonly figure: string;
  readonly value: string;
  readonly aim: string;
}

const page = new URL("../docs/reference/benchmarks.md", import.meta.url);

/**
 * Prints a table with the machine it was measured on, and puts it in the place of its section in
 * docs/reference/benchmarks.md.
 */
export async function publish(
  section: string,
  title: string,
  rows: readonly Row[],
  notes: string,
): Promise<void> {
  const table = [
    "| figure | measured | aim |",
    "| --- | --- | --- |",
    ...rows.map(({ figure, value, aim }) => `| ${figure} | ${value} | ${aim} |`),
  ].join("\n");
  const measured = `Measured ${new Date().toISOString().slice(0, 10)} on ${machine()}.`;
  process.stdout.write(`${measured}\n\n${table}\n`);
  const start = `<!-- ${section} -->`;
  const end = `<!-- /${section} -->`;
  const body = `${start}\n\n## ${title}\n\n${measured}\n\n${table}\n\n${notes.trim()}\n\n${end}`;
  const text = await readFile(page, "utf8");
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  const next =
    from < 0
      ? `${text.trimEnd()}\n\n${body}\n`
      : text.slice(0, from) + body + text.slice(to + end.length);
  await writeFile(page, next);
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
}
