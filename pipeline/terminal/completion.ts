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
}

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = typeof shells[number];

/**
 * A script that completes `deno task <command> ...` in a shell. Other uses of `deno` go to whatever
 * completed them before.
 */
export function completion(shell: Shell, commands: readonly CompletedCommand[]): string {
  return shell === "fish" ? fish(commands) : shell === "zsh" ? zsh(commands) : bash(commands);
}

function bash(commands: readonly CompletedCommand[]): string {
  return `# Completes the tasks of offline-reactivation: eval "$(deno task completion bash)"
_offline_reactivation_before=$(complete -p deno 2>/dev/null | sed -n 's/.*-F \\([^ ]*\\).*/\\1/p')
[ "$_offline_reactivation_before" = _offline_reactivation ] && _offline_reactivation_before=
_offline_reactivation() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  if [ "\${COMP_WORDS[1]}" = task ] && [ "$COMP_CWORD" -eq 2 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(" ")}' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]} \${COMP_WORDS[2]}" in
${commands.map(bashCase).join("\n")}
  *) [ -n "$_offline_reactivation_before" ] && "$_offline_reactivation_before" "$@" ;;
  esac
}
complete -F _offline_reactivation deno
`;
}

function bashCase({ name, options, words }: CompletedCommand): string {
  const values = options.flatMap(({ name, values }) => {
    if (values === undefined) return [];
    const reply = values === "files"
      ? 'COMPREPLY=($(compgen -f -- "$word"))'
      : `COMPREPLY=($(compgen -W '${values.join(" ")}' -- "$word"))`;
    return [`    ${name}) ${reply}; return ;;`];
  });
  const all = [...options.map(({ name }) => name), ...words].join(" ");
  return `  "task ${name}")
    case $before in
${values.join("\n")}
    esac
    COMPREPLY=($(compgen -W '${all}' -- "$word")) ;;`;
}

/** Zsh runs the bash script. */
function zsh(commands: readonly CompletedCommand[]): string {
  return `# Completes the tasks of offline-reactivation: eval "$(deno task completion zsh)"
autoload -Uz compinit && compinit
autoload -Uz bashcompinit && bashcompinit
${bash(commands).split("\n").slice(1).join("\n")}`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const quote = (text: string): string =>
    `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const names = commands.map(({ name }) => name).join(" ");
  return [
    "# Completes the tasks of offline-reactivation: deno task completion fish | source",
    ...commands.flatMap(({ name, description, options, words }) => [
      `complete -c deno -n '__fish_seen_subcommand_from task; and not __fish_seen_subcommand_from ` +
      `${names}' -f -a ${name} -d ${quote(description)}`,
      ...options.map((option) => {
        const value = option.values === undefined
          ? ""
          : option.values === "files"
          ? " -r"
          : ` -x -a ${quote(option.values.join(" "))}`;
        return `complete -c deno -n '__fish_seen_subcommand_from ${name}' -l ` +
          `${option.name.slice(2)}${value} -d ${quote(option.description)}`;
      }),
      ...(words.length === 0 ? [] : [
        `complete -c deno -n '__fish_seen_subcommand_from ${name}' -f -a ${quote(words.join(" "))}`,
      ]),
    ]),
    "",
  ].join("\n");
}
