import { createInterface } from "node:readline/promises";

/**
 * Asks a person on the terminal.
 *
 * @param byDefault what a plain Enter means
 */
export async function agrees(
  question: string,
  { byDefault }: { readonly byDefault: boolean },
): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = (
      await terminal.question(`${question} ${byDefault ? "[Y/n]" : "[y/N]"} `)
    ).trim();
    return answer === "" ? byDefault : /^y(es)?$/i.test(answer);
  } finally {
    terminal.close();
  }
}
