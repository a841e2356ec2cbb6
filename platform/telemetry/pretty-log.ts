import { styleText } from "node:util";
import { z } from "zod";
import { parseJson } from "../../domain/parse-json.ts";
import { wrapFor } from "../terminal/wrap.ts";
import { sentences, warningWords, type Fields } from "./sentences.ts";

const known = z.looseObject({ level: z.number(), msg: z.string().default("") });

/** Of pino. */
const warning = 40;
const error = 50;

/**
 * The log for people who look at a terminal: what matters as sentences, nothing of the rest.
 *
 * @param out takes a line at a time
 */
export function prettyLog(out: NodeJS.WriteStream): { readonly write: (line: string) => void } {
  // A terminal that is closed takes no more lines, and what runs must still end well.
  out.on("error", () => {});
  return {
    write: (line) => {
      const parsed = known.safeParse(parseJson(line));
      if (!parsed.success) return;
      const { level, msg, ...fields } = parsed.data;
      const sentence = level >= warning ? warningWords(msg, fields) : sentences[msg]?.(fields);
      if (sentence === undefined) return;
      const at = `${new Date().toTimeString().slice(0, 8)}  `;
      const label = level >= error ? "ERROR: " : level >= warning ? "Warning: " : "";
      const whole = wrapFor(
        out,
        `${at}${label}${ofCall(fields)}${sentence}`,
        " ".repeat(at.length),
      );
      out.write(`${coloured(whole, level, out)}\n`);
    },
  };
}

function ofCall({ callId }: Fields): string {
  return typeof callId === "number" ? `call ${callId}: ` : "";
}

function coloured(words: string, level: number, stream: NodeJS.WriteStream): string {
  if (level >= error) return styleText("red", words, { stream });
  if (level >= warning) return styleText("yellow", words, { stream });
  return words.replace(/URGENT \d\/5/, (urgent) => styleText(["bold", "red"], urgent, { stream }));
}
