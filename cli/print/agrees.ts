import { createInterface } from "node:readline/promises";

/** Whether a person sits before it who can be asked. */
export function mayAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

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

/**
 * Asks before something that cannot be taken back. Where nobody can be asked it is done, as scripts expect.
 *
 * @param yes the person has said so beforehand
 */
export async function mayGoOn(question: string, yes: boolean): Promise<boolean> {
  if (yes || !mayAsk() || (await agrees(question, { byDefault: false }))) return true;
  process.stderr.write("nothing was changed\n");
  return false;
}
