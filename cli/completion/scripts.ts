import type { OfferedCommand, OfferedOption, Word } from "./command-tree.ts";

/** What a shell must know of a program to complete it. */
type Script = (commands: readonly OfferedCommand[]) => string;

const bash: Script = (commands) => `# Completes afterbeep in bash. Put this into ~/.bashrc:
#   eval "$(afterbeep completion bash)"
_afterbeep() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  local at="afterbeep" offered="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at $word" in
${below(commands).join(" | \\\n")}) at="$at $word" ;;
    esac
  done
  case "$at $previous" in
${valuesOf(commands)
  .map(({ path, option }) => `    ${quoted(`${path} ${option.word}`)}) ${forValue(option)} ;;`)
  .join("\n")}
  esac
  case "$at" in
${commands.map((one) => `    ${quoted(one.path)}) offered=${quoted(wordsOf(one).join(" "))} ;;`).join("\n")}
  esac
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
}
complete -o default -F _afterbeep afterbeep
`;

/** Without an answer bash offers files. */
function forValue({ choices }: OfferedOption): string {
  return choices.length === 0
    ? "return"
    : `COMPREPLY=($(compgen -W ${quoted(choices.join(" "))} -- "$current")); return`;
}

const zsh: Script = (commands) => `#compdef afterbeep
# Completes afterbeep in zsh. Put this into ~/.zshrc, after compinit:
#   source <(afterbeep completion zsh)
_afterbeep() {
  local at="afterbeep" files="" word
  local -a offered
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at $word" in
${below(commands).join(" | \\\n")}) at="$at $word" ;;
    esac
  done
  case "$at $words[CURRENT-1]" in
${valuesOf(commands)
  .map(
    ({ path, option: { word, choices } }) =>
      `    ${quoted(`${path} ${word}`)}) ${choices.length === 0 ? "_files" : `compadd -- ${choices.join(" ")}`}; return ;;`,
  )
  .join("\n")}
  esac
  case "$at" in
${commands.map((one) => `    ${quoted(one.path)}) offered=(${described(one).join(" ")})${takesFiles(one) ? "; files=yes" : ""} ;;`).join("\n")}
  esac
  _describe afterbeep offered
  [[ -n "$files" ]] && _files
}
compdef _afterbeep afterbeep
`;

function described({ commands, choices, options }: OfferedCommand): string[] {
  return [...commands, ...choices.map((word) => ({ word, about: "" })), ...options].map(
    ({ word, about }) => quoted(about === "" ? word : `${word}:${about}`),
  );
}

const fish: Script = (commands) => `# Completes afterbeep in fish. Run once:
#   afterbeep completion fish > ~/.config/fish/completions/afterbeep.fish
function __afterbeep_at
    set -l at afterbeep
    for word in (commandline -opc)[2..]
        switch "$at $word"
            case ${below(commands)
              .map((one) => one.trim())
              .join(" ")}
                set at "$at $word"
        end
    end
    test "$at" = "$argv"
end
${commands.flatMap(forFish).join("\n")}
`;

function forFish(command: OfferedCommand): string[] {
  const { path, commands, choices, options } = command;
  const complete = `complete -c afterbeep -n ${quoted(`__afterbeep_at ${path}`)}`;
  const files = takesFiles(command) ? "" : " -f";
  return [
    ...[...commands, ...choices.map((word): Word => ({ word, about: "" }))].map(
      ({ word, about }) => `${complete} -f -a ${word} -d ${quoted(about)}`,
    ),
    ...options.map(({ word, about, takesValue, choices: values }) => {
      const value =
        values.length > 0 ? ` -x -a ${quoted(values.join(" "))}` : takesValue ? " -r" : files;
      return `${complete}${value} -l ${word.slice(2)} -d ${quoted(about)}`;
    }),
  ];
}

/** What an argument may be is not told: it may be a file. */
function takesFiles({ takesArguments, choices }: OfferedCommand): boolean {
  return takesArguments && choices.length === 0;
}

/** The words that lead to a command, as patterns of a `case`. */
function below(commands: readonly OfferedCommand[]): string[] {
  return commands.slice(1).map(({ path }) => `      ${quoted(path)}`);
}

function wordsOf({ commands, choices, options }: OfferedCommand): string[] {
  return [...commands.map(({ word }) => word), ...choices, ...options.map(({ word }) => word)];
}

function valuesOf(
  commands: readonly OfferedCommand[],
): { readonly path: string; readonly option: OfferedOption }[] {
  return commands.flatMap(({ path, options }) =>
    options.filter(({ takesValue }) => takesValue).map((option) => ({ path, option })),
  );
}

/** In single quotes, which all three shells read alike but for a quote inside. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}

export const scripts = { bash, zsh, fish } as const;

export type Shell = keyof typeof scripts;
