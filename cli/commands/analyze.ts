import { z } from "zod";
import { listenUrlOf } from "../../aircall/listen-url.ts";
import type { Analyzer } from "../../analysis/analyzer.ts";
import { assess } from "../../analysis/assess.ts";
import { openAnalyzer } from "../../app/media/open-media.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { markerFor } from "../../domain/voicemail/marker.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import type { Assessment } from "../../domain/voicemail/verdict.ts";
import { loadConfig } from "../../platform/config/load-config.ts";
import { composeReport } from "../../report/compose-report.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { createAnswers } from "../print/answers.ts";
import { readText } from "../read-text.ts";

const idSchema = z.union([z.string(), z.number()]);

/** A message as people give it: the text, and what is known beside it. */
const messageSchema = z.object({
  id: idSchema.nullish(),
  text: z.string(),
  /** Country of the line that was called, ISO 3166-1 alpha-2. */
  country: z.string().nullish(),
  calledFrom: z.string().nullish(),
});

type Message = z.infer<typeof messageSchema>;
type Id = z.infer<typeof idSchema> | null;

interface Judged {
  readonly id: Id;
  readonly verdict: Assessment;
  /** The text as it may be seen. */
  readonly redacted: string;
  /** Without the lines that tell of a call. */
  readonly comment: string;
  readonly tags: readonly string[];
}

interface NotJudged {
  readonly id: Id;
  readonly error: string;
}

/**
 * Judges texts of one's own, as a worker would judge a transcript: no account, no network unless a
 * model of the cloud is configured.
 *
 * @returns 1 when a line was no message
 */
export async function analyze({
  env,
  args: [file],
  options: { json },
}: Call<[file: string | undefined]>): Promise<number> {
  const config = loadConfig(env);
  const input = await readText(file);
  const analyzer = await openAnalyzer(config.media, {
    onFallback: (reason) =>
      void process.stderr.write(
        `the analyzer of your own gave no verdict (${reason}); the local one judged\n`,
      ),
  });
  const lines = isJsonLines(input);
  const answers = createAnswers<Judged | NotJudged>(
    json || lines || !process.stdout.isTTY,
    (answer) =>
      "error" in answer ? answer.error : `${answer.comment}\ntags: ${answer.tags.join(", ")}`,
  );
  let code: number = exitCodes.done;
  for (const message of lines ? messagesIn(input) : [{ text: input }]) {
    const answer = "error" in message ? message : await judge(message, analyzer);
    if ("error" in answer) code = exitCodes.no;
    answers.print(answer);
  }
  return code;
}

function isJsonLines(input: string): boolean {
  return input.trimStart().startsWith("{");
}

function* messagesIn(input: string): Generator<Message | NotJudged> {
  for (const line of input.split("\n")) {
    if (line.trim() !== "") yield messageIn(line);
  }
}

function messageIn(line: string): Message | NotJudged {
  const json = parseJson(line);
  if (json === undefined) return { id: null, error: "the line is not JSON" };
  const parsed = messageSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const id = z.object({ id: idSchema }).safeParse(json).data?.id ?? null;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") || "the line";
  return { id, error: `${where} is not usable; expected {id?, text, country?, calledFrom?}` };
}

/** Stands for the call that there is none of. */
const noCall = 0;

async function judge(message: Message, analyzer: Analyzer): Promise<Judged> {
  const { id = null, country = null, calledFrom = null } = message;
  const text = message.text.trim();
  const finding: Finding = {
    outcome: text === "" ? "empty" : "transcribed",
    hearing: {
      durationSeconds: 0,
      speechSeconds: 0,
      transcript:
        text === ""
          ? null
          : { text, segments: [], language: null, engine: "text", confidence: "high", doubts: [] },
    },
    reason: null,
    call: {
      callId: noCall,
      listenUrl: listenUrlOf(noCall),
      calledFrom,
      contactName: null,
      line: country === null ? null : { id: 0, name: null, country, timeZone: null },
    },
    marker: markerFor(noCall),
  };
  const shown = redactFinding(finding);
  const assessment = await assess(shown, analyzer);
  const { comment, tags } = composeReport(shown, assessment);
  // Its last two lines lead to a call, and there is none.
  const said = comment.split("\n").slice(0, -2).join("\n");
  const redacted = shown.hearing?.transcript?.text ?? "";
  return { id, verdict: assessment, redacted, comment: said, tags };
}
