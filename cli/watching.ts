import { type Command, InvalidArgumentError } from "commander";
import { callIdArgument, momentArgument } from "./arguments.ts";
import type { Environment } from "../platform/config/load-config.ts";

interface Json {
  readonly json?: true;
}

/** The commands of who wants to see it work: follow voicemails, and leave one. */
export function addWatching(program: Command, env: Environment): void {
  const json = ["--json", "one JSON object a line"] as const;
  program
    .command("tail")
    .description("tells what happens to voicemails while it happens; Ctrl-C ends it")
    .option("--from <moment>", "also what happened since (default: now)", momentArgument)
    .option(...json)
    .action(async (options: Json & { from?: number }) => {
      const { tail } = await import("./commands/voicemails/tail.ts");
      const { from = Math.floor(Date.now() / 1_000) } = options;
      process.exitCode = await tail(env, { from, json: options.json === true });
    });
  program
    .command("simulate")
    .description(
      "leaves a voicemail on the simulator, or with --post tells a running receiver of a call",
    )
    .argument("[audio]", "the recording")
    .option("--simulator <url>", "default: AIRCALL_BASE_URL, when on this machine", urlArgument)
    .option("--caller <number>", "the caller's number")
    .option("--country <code>", "country of the line that is called, such as GB")
    .option("--post <callId>", "post the webhook of this call instead", callIdArgument)
    .option("--receiver <url>", "with --post, default: WEBHOOK_HOST and WEBHOOK_PORT", urlArgument)
    .option(...json)
    .action(
      async (
        audio: string | undefined,
        options: Json & {
          simulator?: string;
          caller?: string;
          country?: string;
          post?: number;
          receiver?: string;
        },
        command: Command,
      ) => {
        const { post, receiver, json: asJson, ...rest } = options;
        const { simulate, postWebhook } = await import("./commands/simulate.ts");
        const answered = { json: asJson === true };
        if (audio !== undefined && post === undefined) {
          process.exitCode = await simulate(env, audio, { ...rest, ...answered });
        } else if (audio === undefined && post !== undefined) {
          const to = receiver === undefined ? answered : { ...answered, receiver };
          process.exitCode = await postWebhook(env, post, to);
        } else command.error("error: give either a recording or --post");
      },
    );
}

function urlArgument(text: string): string {
  if (!/^https?:/.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError("expected an http or https URL");
  }
  return text;
}
