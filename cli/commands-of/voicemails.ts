import { outcomes } from "../../domain/voicemail/outcome.ts";
import type { Commands } from "../command.ts";

const callId = "Aircall's id of the call";
const jsonLines = "one JSON object a line";
const anyAccounts = { "--account <account>": "only of this account (default: all)" } as const;
const oneAccount = { "--account <account>": "whose it is, where there are several" } as const;
const outcome = { about: "only those with this outcome", choices: outcomes };

/** What shows voicemails, follows them, and does one again or erases it. */
export function commandsOfVoicemails({ command }: Commands): void {
  command("list", {
    about: "lists voicemails, the latest first",
    options: {
      ...anyAccounts,
      "--limit <count>": { about: "at most this many", byDefault: "50" },
      "--state <state>": {
        about: "only voicemails in this state",
        choices: ["waiting", "running", "done", "failed"],
      },
      "--outcome <outcome>": outcome,
      "--json": jsonLines,
    },
    examples: ["list", "list --state failed", "list --outcome untranscribed --limit 500 --json"],
    load: async () => (await import("../commands/voicemails/list.ts")).list,
  });
  command("show", {
    about: "shows what has happened to the voicemail on a call; exit code 1 when none is known",
    args: { "<callId>": callId },
    options: { ...oneAccount, "--comment": "the whole comment too", "--json": "one JSON object" },
    examples: ["show 812", "show 812 --comment"],
    load: async () => (await import("../commands/voicemails/show.ts")).show,
  });
  command("tail", {
    about: "prints what happens to voicemails while it happens; Ctrl-C ends it",
    options: {
      ...anyAccounts,
      "--from <moment>": { about: "also what has happened since", byDefault: "now" },
      "--json": jsonLines,
    },
    examples: ["tail", "tail --from 1h --json"],
    load: async () => (await import("../commands/voicemails/tail.ts")).tail,
  });
  command("verify", {
    about:
      "compares every voicemail of a span with its delivery; exit code 1 on a missing or doubled one",
    options: {
      ...anyAccounts,
      "--from <moment>": { about: "a date, a date and time, or that long ago", byDefault: "24h" },
      "--to <moment>": { about: "the same", byDefault: "now" },
      "--json": jsonLines,
    },
    examples: ["verify", "verify --from 2026-11-01 --to 2026-11-08T08:00Z"],
    load: async () => (await import("../commands/voicemails/verify.ts")).verify,
  });
  command("retry", {
    about: "delivers once more what ended badly; its comment says that it replaces the earlier one",
    args: { "[callId]": callId },
    options: {
      ...oneAccount,
      "--outcome <outcome>": outcome,
      "--from <moment>": {
        about: "with --outcome: only what was started since",
        byDefault: "30d",
      },
      "--yes": "do not ask about those that ended well",
      "--json": jsonLines,
    },
    examples: ["retry 812", "retry --outcome untranscribed --from 7d"],
    load: async () => (await import("../commands/voicemails/retry.ts")).retry,
  });
  command("erase", {
    about: "erases what this installation keeps of a voicemail, and prints a receipt",
    args: { "<callId>": callId },
    options: {
      ...oneAccount,
      "--force": "end it first if it is under way: it is then never delivered",
      "--yes": "do not ask",
      "--json": "one JSON object",
    },
    examples: ["erase 812", "erase 812 --yes --json"],
    load: async () => (await import("../commands/voicemails/erase.ts")).erase,
  });
  command("simulate", {
    about:
      "leaves a voicemail on the simulator, or with --post sends a running receiver the webhook of a call",
    args: { "[audio]": "the recording" },
    options: {
      ...oneAccount,
      "--wait": "wait for the comment, and print it",
      "--simulator <url>": "where it is (default: AIRCALL_BASE_URL, when on this machine)",
      "--caller <number>": "the caller's number",
      "--country <code>": "country of the line that is called, such as GB",
      "--post <callId>": "post the webhook of this call instead",
      "--receiver <url>": "with --post: where it is (default: WEBHOOK_HOST and WEBHOOK_PORT)",
      "--json": "one JSON object",
    },
    examples: ["simulate voicemail.mp3 --wait", "simulate --post 812"],
    load: async () => (await import("../commands/simulate.ts")).simulate,
  });
}
