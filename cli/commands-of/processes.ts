import type { Commands } from "../command.ts";

/** What runs until it is told to stop, and the demo of it. */
export function commandsOfProcesses({ command }: Commands): void {
  command("up", {
    about:
      "receiver, workers (in a process that it keeps) and, without TEMPORAL_ADDRESS, a Temporal server",
    examples: ["up"],
    load: async () => (await import("../commands/up.ts")).up,
  });
  command("receiver", {
    about: "accepts webhooks; any number of them may share AFTERBEEP_DATA",
    examples: ["receiver"],
    load: async () => (await import("../commands/up.ts")).receiver,
  });
  command("worker", {
    about: "transcribes, judges and writes back; any number of them, on any number of machines",
    examples: ["worker"],
    load: async () => (await import("../commands/up.ts")).worker,
  });
  command("demo", {
    about: "sample voicemails on a fake Aircall, on this machine alone",
    isConfigured: false,
    options: {
      "--once": "end when all are delivered: exit code 0 when each ended as expected",
      "--chaos": "kill worker and Temporal again and again, and count what Aircall has in the end",
      "--accounts <companies>":
        "2 to 10 companies in one process, one of them without a good key for a while",
      "--json": "one JSON object a line",
    },
    examples: ["demo", "demo --once", "demo --chaos --json", "demo --accounts 5"],
    load: async () => (await import("../commands/demo/demo.ts")).demo,
  });
}
