/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Words that may follow: subcommands, arguments. */
  readonly words: readonly string[];
}

export interface CompletedOption {
  /** "--profile" */
  readonly name: string;
  readonly description: string;
  /** What may be its value; undefined: it has none, "files": any path. */
  readonly values?: readonly string[] | "files";
  /** Several values with commas between them. */
  readonly list?: boolean;
}

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = typeof shells[number];

/** Programs that the tasks are run by: "deno task ...", "npx -y deno@2.9.6 task ...". */
const PROGRAMS = ["deno", "npx"];

/**
 * A script that completes `deno task <command> ...` in a shell, also as `npx deno` runs it. Other uses of
 * these programs go to whatever completed them before.
 */
export function completion(shell: Shell, commands: readonly CompletedCommand[]): string {
  return shell === "fish" ? fish(commands) : shell === "zsh" ? zsh(commands) : bash(commands);
}

/** Lists of words as variables of a script, each list once: those of actions are long. */
class Words {
  readonly #names = new Map<string, string>();

  /** The variable that holds the words; words that a shell would take apart are left out. */
  variable(words: readonly string[]): string {
    const text = words.filter((word) => /^[\w.,=/+@-]+$/.test(word)).join(" ");
    const name = this.#names.get(text) ?? `_offline_reactivation_${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }

  /** Lines that set the variables. */
  lines(set: (name: string, words: string) => string): string[] {
    return [...this.#names].map(([text, name]) => set(name, text));
  }
}

function bash(commands: readonly CompletedCommand[]): string {
  const words = new Words();
  const cases = commands.map((command) => bashCase(command, words)).join("\n");
  const variables = words.lines((name, text) => `${name}='${text}'`).join("\n");
  return `# Completes the tasks of offline-reactivation: eval "$(deno task completion bash)"
${variables}
_offline_reactivation_before() {
  complete -p "$1" 2>/dev/null | sed -n 's/.*-F \\([^ ]*\\).*/\\1/p' | grep -vx _offline_reactivation
}
${
    PROGRAMS.map((program) =>
      `_offline_reactivation_before_${program}=$(_offline_reactivation_before ${program})`
    ).join("\n")
  }
# The words of $1 that begin as what is typed, after what stands before its last comma if $2 is a list.
_offline_reactivation_reply() {
  local kept=
  [ "$2" = list ] && [[ $word == *,* ]] && kept=\${word%,*},
  COMPREPLY=($(compgen -P "$kept" -W "$1" -- "\${word#"$kept"}"))
  [[ \${COMPREPLY[0]} == *[=/] ]] && compopt -o nospace 2>/dev/null
  return 0
}
_offline_reactivation() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} at=1 other
  COMPREPLY=()
  [ "$before" = = ] && before=\${COMP_WORDS[COMP_CWORD-2]}
  [ "$word" = = ] && word= && before=\${COMP_WORDS[COMP_CWORD-1]}
  while [ "$at" -lt "$COMP_CWORD" ] && [ "\${COMP_WORDS[at]}" != task ]; do at=$((at + 1)); done
  if [ "$COMP_CWORD" -eq $((at + 1)) ]; then
    _offline_reactivation_reply '${commands.map(({ name }) => name).join(" ")}'
    return
  fi
  case "\${COMP_WORDS[at]} \${COMP_WORDS[at+1]}" in
${cases}
  *)
    other=_offline_reactivation_before_$1
    [ -n "\${!other}" ] && "\${!other}" "$@" ;;
  esac
}
complete -F _offline_reactivation ${PROGRAMS.join(" ")}
`;
}

function bashCase({ name, options, words: own }: CompletedCommand, words: Words): string {
  const values = options.flatMap(({ name, values, list }) => {
    if (values === undefined) return [];
    const reply = values === "files"
      ? 'COMPREPLY=($(compgen -f -- "$word"))'
      : `_offline_reactivation_reply "$${words.variable(values)}"${list ? " list" : ""}`;
    return [`    ${name}) ${reply}; return ;;`];
  });
  const all = words.variable([...options.map(({ name }) => name), ...own]);
  return `  "task ${name}")
    case $before in
${values.join("\n")}
    esac
    _offline_reactivation_reply "$${all}" ;;`;
}

/** Zsh runs the bash script. */
function zsh(commands: readonly CompletedCommand[]): string {
  return `# Completes the tasks of offline-reactivation: eval "$(deno task completion zsh)"
autoload -Uz compinit && compinit
autoload -Uz bashcompinit && bashcompinit
${bash(commands).split("\n").slice(1).join("\n").replace("${!other}", "${(P)other}")}`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const words = new Words();
  const quote = (text: string): string =>
    `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const names = commands.map(({ name }) => name).join(" ");
  const valuesOf = ({ values, list }: CompletedOption): string => {
    if (values === undefined) return "";
    if (values === "files") return " -r";
    const variable = `$${words.variable(values)}`;
    return ` -x -a ${
      quote(list ? `(__fish_complete_list , "printf %s\\\\n ${variable}")` : variable)
    }`;
  };
  const lines = commands.flatMap(({ name, description, options, words: own }) => [
    `-n '__fish_seen_subcommand_from task; and not __fish_seen_subcommand_from ${names}' -f -a ` +
    `${name} -d ${quote(description)}`,
    ...options.map((option) =>
      `-n '__fish_seen_subcommand_from ${name}' -l ${option.name.slice(2)}${valuesOf(option)} -d ` +
      quote(option.description)
    ),
    ...own.length === 0
      ? []
      : [`-n '__fish_seen_subcommand_from ${name}' -f -a ${quote(`$${words.variable(own)}`)}`],
  ]);
  return [
    "# Completes the tasks of offline-reactivation: deno task completion fish | source",
    ...words.lines((name, text) => `set -g ${name} ${text}`),
    ...PROGRAMS.flatMap((program) => lines.map((line) => `complete -c ${program} ${line}`)),
    "",
  ].join("\n");
}
