import type { Commands } from "../command.ts";
import { scripts } from "../completion/scripts.ts";

/** Where Temporal's Web UI is by itself. */
const webUi = ["http://localhost:8233", "http://127.0.0.1:8233"];

/** What stands beside the rest. */
export function commandsOfTools({ command, group }: Commands): void {
  const codec = group(
    "codec",
    "encrypted histories: makes a key, and decrypts them for Temporal's Web UI",
  );
  codec("key", {
    about: "prints a new key for AFTERBEEP_ENCRYPTION_KEY",
    isConfigured: false,
    examples: ["codec key"],
    load: async () => (await import("../commands/codec.ts")).printKey,
  });
  codec("serve", {
    about:
      "decrypts for whoever presents CODEC_TOKEN: give its address to the Web UI as codec server",
    options: {
      "--port <port>": { about: "port to listen on", byDefault: "8791" },
      "--origin <url...>": { about: "the Web UI's address", byDefault: webUi },
    },
    examples: ["codec serve", "codec serve --port 8899 --origin https://temporal.example.com"],
    load: async () => (await import("../commands/codec.ts")).serveCodec,
  });
  command("completion", {
    about: "prints a script by which a shell completes commands and options",
    args: {
      "<shell>": {
        about: "bash, zsh or fish; the script's first lines say where to put it",
        choices: Object.keys(scripts),
      },
    },
    isConfigured: false,
    examples: ["completion bash", "completion zsh", "completion fish"],
    load: async () => (await import("../commands/completion.ts")).completion,
  });
}
