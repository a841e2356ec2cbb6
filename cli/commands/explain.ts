import type { Message } from "../../analysis/analyzer.ts";
import { messageOf } from "../../analysis/assess.ts";
import { explain, type Explanation } from "../../analysis/explain.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { accountFor } from "../../app/accounts/choose-account.ts";
import { loadConfiguration } from "../../platform/config/load-accounts.ts";
import { inSession, type Session } from "../../app/session/in-session.ts";
import { voicemailFinding } from "../../client/ask/voicemail-finding.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import { whenFound } from "../../temporal/when-found.ts";
import { languageName } from "../../text/languages/language-of.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import { redact } from "../../text/redact.ts";
import type { Call, OneAccount } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { createAnswers } from "../print/answers.ts";
import { readText } from "../read-text.ts";

/** Says why the local analyzer judges a voicemail, or a text in a file, as it does. */
export async function explainVerdict({
  env,
  args: [source],
  options: { json, account: chosen },
}: Call<[source: string], OneAccount>): Promise<number> {
  const isCall = /^\d+$/.test(source);
  // A file is nobody's, and needs no account.
  const account = isCall ? accountFor(loadConfiguration(env).accounts, chosen).name : null;
  const message =
    account !== null
      ? await inSession(env, (session) => messageOfCall(session, account, Number(source)))
      : plain((await readText(source)).trim());
  if (message === null || message.text === "") {
    process.stderr.write(
      `there is no judged text for ${source}${account === null ? "" : ` in account ${account}`}; afterbeep show says how far it is\n`,
    );
    return exitCodes.no;
  }
  createAnswers<Explanation>(json, toWords).print(await explain(message, createLocalAnalyzer()));
  return exitCodes.done;
}

function plain(text: string): Message {
  return { text: redact(text), segments: [], country: null, calledFrom: null, contactName: null };
}

async function messageOfCall(
  { client }: Session,
  account: string,
  callId: number,
): Promise<Message | null> {
  const id = workflowIdFor(account, callId);
  const finding = await whenFound(voicemailFinding(client, id));
  return finding && messageOf(redactFinding(finding));
}

function toWords({ language, verdict, fired, deciding }: Explanation): string {
  const { urgency, category, sentiment, intent, callback } = verdict;
  return [
    ...(language === "en"
      ? []
      : [`the message is in ${languageName(language)}: its comment does not rest on what follows`]),
    `urgency ${urgency.level}, ${category}, ${sentiment.label} (${sentiment.score}), ${intent}, callback ${callback?.number ?? "none"}`,
    ...(fired.length > 0
      ? ["rules that fired:"]
      : ["no rule fired: the learned heads judged alone"]),
    ...fired.map(
      ({ rule, words, counts }) => `  ${rule}: "${words}"${counts ? "" : " (does not count here)"}`,
    ),
    ...(deciding.length > 0
      ? ["without this sentence it would be:"]
      : ["no single sentence decides: leave out any one, and the verdict stays"]),
    ...deciding.map(({ sentence, changes }) => `  "${sentence}": ${changes.join(", ")}`),
  ].join("\n");
}
