import { followVoicemails, type VoicemailNews } from "../../../client/ask/follow-voicemails.ts";
import { createAnswers } from "../../print/answers.ts";
import { loadConfig, type Environment } from "../../../platform/config/load-config.ts";
import { exitCodes } from "../../exit-codes.ts";
import { createLog, loggable } from "../../../platform/telemetry/log.ts";
import { untilAskedToStop } from "../../../platform/process/signals.ts";
import { withTemporal } from "../../../app/with-temporal.ts";

/** Tells what happens to voicemails while it happens, until Ctrl-C. */
export async function tail(
  env: Environment,
  { json, from }: { readonly json: boolean; readonly from: number },
): Promise<number> {
  const config = loadConfig(env);
  const log = createLog(config.LOG_LEVEL);
  const answers = createAnswers<VoicemailNews>(json, toWords);
  const stopping = new AbortController();
  void untilAskedToStop().then(() => stopping.abort());
  // Nobody reads any more.
  process.stdout.once("error", () => stopping.abort());
  await withTemporal(env, config, log, async ({ client }) => {
    const { AIRCALL_ACCOUNT: account } = config;
    process.stderr.write(`following the voicemails of account ${account}; Ctrl-C ends it\n`);
    let away = false;
    const since = new Date(from * 1_000);
    const news = followVoicemails(client, account, since, stopping.signal, (error) => {
      if (!away) log.warn(loggable(error), "Temporal does not answer now; asked again");
      away = true;
    });
    for await (const one of news) {
      away = false;
      answers.tell(one);
    }
  });
  return exitCodes.done;
}

function toWords({ at, callId, news, outcome, via, ms }: VoicemailNews): string {
  return [
    at,
    `call ${callId}`,
    news,
    ...(outcome === null ? [] : [outcome]),
    ...(via === null ? [] : [`by ${via}`]),
    ...(ms === null ? [] : [`${(ms / 1_000).toFixed(1)} s`]),
  ].join("  ");
}
