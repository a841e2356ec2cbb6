import type { Commands } from "../command.ts";

const account = "the account's name, as in AIRCALL_ACCOUNT";
const anyAccounts = { "--account <account>": "only this account (default: all)" } as const;
const oneAccount = { "--account <account>": "which one, where there are several" } as const;
const jsonLines = "one JSON object a line";

/** What sets an Aircall account up, checks it, and holds its requests back. */
export function commandsOfAccounts({ command, group }: Commands): void {
  command("setup", {
    about:
      "prepares Temporal, registers the webhook at PUBLIC_URL and keeps its token; you may repeat it",
    options: {
      ...anyAccounts,
      "--yes": "ask nothing",
      "--dry-run": "say what would be changed, and change nothing",
      "--forget-old-tokens": "refuse webhooks with an older token of this account",
      "--json": jsonLines,
    },
    examples: ["setup --dry-run", "setup", "setup --yes --json"],
    load: async () => (await import("../commands/setup.ts")).setup,
  });
  command("doctor", {
    about: "tests each part and says how to fix it; exit code 1 when one is broken",
    options: { ...anyAccounts, "--json": jsonLines },
    examples: ["doctor"],
    load: async () => (await import("../commands/doctor.ts")).doctor,
  });
  command("probe", {
    about: "asks Aircall what our simulator answers; exit code 1 where the simulator is wrong",
    options: {
      ...oneAccount,
      "--call <callId>": "a test call to write one comment and two tags to",
      "--use-up-limit": "ask what happens at the rate limit, by using it up",
      "--yes": "do not ask before writing or using up the limit",
      "--json": jsonLines,
    },
    examples: ["probe", "probe --call 812 --use-up-limit"],
    load: async () => (await import("../commands/probe.ts")).probe,
  });

  const accounts = group("accounts", "companies that install Afterbeep by a click");
  accounts("list", {
    about: "shows each account: its company, where it is configured, whether it is connected",
    options: { "--json": jsonLines },
    examples: ["accounts list", "accounts list --json"],
    load: async () => (await import("../commands/accounts.ts")).listAccounts,
  });
  accounts("connect", {
    about: "prints the address at which somebody of the company connects the account",
    args: { "<name>": "our name for the account" },
    options: { "--json": "one JSON object" },
    examples: ["accounts connect acme"],
    load: async () => (await import("../commands/accounts.ts")).connectAccount,
  });
  accounts("disconnect", {
    about:
      "removes an account's webhook, switches its integration off and forgets its token; its history stays",
    args: { "<name>": "our name for the account" },
    options: { "--yes": "do not ask", "--json": "one JSON object" },
    examples: ["accounts disconnect acme", "accounts disconnect acme --yes"],
    load: async () => (await import("../commands/accounts.ts")).disconnectAccount,
  });

  const config = group(
    "config",
    "afterbeep.yaml: accounts, people, destinations, routes, callbacks",
  );
  config("check", {
    about: "reads the file and the environment and names all that is wrong; exit code 78 then",
    args: { "[file]": "a file of accounts; absent: AFTERBEEP_CONFIG, or ./afterbeep.yaml" },
    options: { "--json": jsonLines },
    examples: ["config check", "config check examples/afterbeep.yaml", "config check --json"],
    load: async () => (await import("../commands/config.ts")).checkConfig,
  });
  config("show", {
    about: "shows each value and where it comes from: a line of a file, the environment, a default",
    options: { "--json": jsonLines },
    examples: ["config show", "config show --json"],
    load: async () => (await import("../commands/config.ts")).showConfig,
  });
  config("schema", {
    about: "prints the file's JSON Schema, by which an editor completes and checks it",
    isConfigured: false,
    examples: ["config schema"],
    load: async () => (await import("../commands/config.ts")).printSchema,
  });

  const throttle = group("throttle", "the rate of each account's requests to Aircall");
  throttle("show", {
    about: "shows the rate of each account",
    options: { ...anyAccounts, "--json": jsonLines },
    examples: ["throttle show"],
    load: async () => (await import("../commands/throttle.ts")).showThrottle,
  });
  throttle("set", {
    about: "sets the limit of an account, at once and for every worker",
    args: { "<account>": account, "<requests a minute>": "Aircall's limit for it" },
    options: { "--json": "one JSON object" },
    examples: ["throttle set default 60"],
    load: async () => (await import("../commands/throttle.ts")).changeThrottle,
  });
  throttle("unset", {
    about: "removes an account's own limit: the default applies again",
    args: { "<account>": account },
    options: { "--json": "one JSON object" },
    examples: ["throttle unset default"],
    load: async () => (await import("../commands/throttle.ts")).unsetThrottle,
  });
  command("pause", {
    about: "stops all requests to Aircall for an account, on every worker; its voicemails wait",
    args: { "[account]": account },
    options: oneAccount,
    examples: ["pause default"],
    load: async () => (await import("../commands/throttle.ts")).pause,
  });
  command("resume", {
    about:
      "starts them again at the limit they had, and wakes voicemails that wait for its credential",
    args: { "[account]": account },
    options: oneAccount,
    examples: ["resume default"],
    load: async () => (await import("../commands/throttle.ts")).resume,
  });
}
