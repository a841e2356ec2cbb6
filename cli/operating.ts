import { type Command, Option } from "commander";
import { callIdArgument, countArgument, momentArgument } from "./arguments.ts";
import { outcomes } from "../domain/voicemail/outcome.ts";
import type { Environment } from "../platform/config/load-config.ts";

const outcomeOption = new Option("--outcome <outcome>", "only what ended so").choices(outcomes);

interface Json {
  readonly json?: true;
}

/** The commands of who runs Afterbeep: look, verify, try again, slow down. */
export function addOperating(program: Command, env: Environment): void {
  const json = ["--json", "one JSON object a line"] as const;

  program
    .command("setup")
    .description(
      "readies Temporal, registers the webhook at PUBLIC_URL and keeps its token; safe to repeat",
    )
    .option("--yes", "ask nothing")
    .option("--dry-run", "tell what would be changed, and change nothing")
    .option(...json)
    .action(async (options: Json & { yes?: true; dryRun?: true }) => {
      const { setup } = await import("./commands/setup/setup.ts");
      process.exitCode = await setup(env, {
        json: options.json === true,
        yes: options.yes === true,
        dryRun: options.dryRun === true,
      });
    });
  program
    .command("doctor")
    .description("proves each link of the chain and names the mend; exit code 1 when one is broken")
    .option(...json)
    .action(async (options: Json) => {
      const { doctor } = await import("./commands/doctor/doctor.ts");
      process.exitCode = await doctor(env, { json: options.json === true });
    });
  program
    .command("probe")
    .description(
      "asks Aircall what our simulator answers; exit code 1 where the simulator is wrong",
    )
    .option("--call <id>", "a test call to write one comment and two tags to", callIdArgument)
    .option("--use-up-limit", "ask what happens at the rate limit, by using it up")
    .option("--yes", "do not ask before that")
    .option(...json)
    .action(async (options: Json & { call?: number; useUpLimit?: true; yes?: true }) => {
      const { probe } = await import("./commands/probe.ts");
      process.exitCode = await probe(env, {
        ...(options.call === undefined ? {} : { call: options.call }),
        useUpLimit: options.useUpLimit === true,
        yes: options.yes === true,
        json: options.json === true,
      });
    });
  program
    .command("verify")
    .description(
      "holds every voicemail of a span against its delivery; exit code 1 on a missing or doubled one",
    )
    .option("--from <moment>", "a date, a date and time, or that long ago", momentArgument)
    .option("--to <moment>", "the same (default: now)", momentArgument)
    .option(...json)
    .action(async (options: Json & { from?: number; to?: number }) => {
      const { verify } = await import("./commands/voicemails/verify.ts");
      const { from = momentArgument("24h"), to = momentArgument("0s") } = options;
      process.exitCode = await verify(env, { from, to, json: options.json === true });
    });
  program
    .command("list")
    .description("lists voicemails, the latest first")
    .option("--limit <count>", "so many", countArgument, 50)
    .addOption(
      new Option("--state <state>", "only these").choices(["waiting", "running", "done", "failed"]),
    )
    .addOption(outcomeOption)
    .option(...json)
    .action(async (options: Json & { limit: number; state?: string; outcome?: string }) => {
      const { list } = await import("./commands/voicemails/list.ts");
      process.exitCode = await list(env, { ...options, json: options.json === true });
    });
  program
    .command("show")
    .description(
      "shows what has happened to the voicemail on a call; exit code 1 when it is not known",
    )
    .argument("<callId>", "Aircall's id of the call", callIdArgument)
    .option(...json)
    .action(async (callId: number, options: Json) => {
      const { show } = await import("./commands/voicemails/show.ts");
      process.exitCode = await show(env, callId, { json: options.json === true });
    });
  program
    .command("retry")
    .description(
      "delivers once more what ended badly; its comment says that it replaces the earlier one",
    )
    .argument("[callId]", "Aircall's id of the call", callIdArgument)
    .addOption(outcomeOption)
    .option(
      "--from <moment>",
      "with --outcome: only what was started since (default: 30d)",
      momentArgument,
    )
    .option(...json)
    .action(
      async (
        callId: number | undefined,
        options: Json & { outcome?: string; from?: number },
        command: Command,
      ) => {
        const { outcome, from = momentArgument("30d") } = options;
        if ((callId === undefined) === (outcome === undefined)) {
          command.error("error: give either a call's id or --outcome");
        }
        const { retry } = await import("./commands/voicemails/retry.ts");
        const wish = callId === undefined ? { outcome: outcome ?? "", from } : { callId };
        process.exitCode = await retry(env, wish, { json: options.json === true });
      },
    );
  const throttle = program
    .command("throttle")
    .description("the rate of each account's requests to Aircall");
  throttle
    .command("show")
    .description("shows the rate of each account")
    .option(...json)
    .action(async (options: Json) => {
      const { showThrottle } = await import("./commands/throttle.ts");
      process.exitCode = await showThrottle(env, { json: options.json === true });
    });
  throttle
    .command("set")
    .description("sets the limit of an account, at once and for every worker")
    .argument("<account>")
    .argument("<requests a minute>", "Aircall's limit for it", countArgument)
    .action(async (account: string, requestsPerMinute: number) => {
      const { changeThrottle } = await import("./commands/throttle.ts");
      process.exitCode = await changeThrottle(env, account, requestsPerMinute);
    });
  program
    .command("pause")
    .description("sends nothing more of an account, on any worker; its voicemails wait")
    .argument("<account>")
    .action(async (account: string) => {
      const { pause } = await import("./commands/throttle.ts");
      process.exitCode = await pause(env, account);
    });
  program
    .command("resume")
    .description("takes up a paused account, and wakes what waits for its credential")
    .argument("<account>")
    .action(async (account: string) => {
      const { resume } = await import("./commands/throttle.ts");
      process.exitCode = await resume(env, account);
    });
}
