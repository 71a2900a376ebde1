/** The first argument with which a completion script asks for proposals. */
export const completionWord = '__complete';

/**
 * Returns the completion script of a shell, which asks the program for proposals and knows no command itself. Where there
 * are none, the shell proposes files.
 * @param command how the script starts the program, for example the paths of Node and of its main file
 */
export function completionScript(shell: 'bash' | 'zsh', command: readonly string[]): string {
  const ask = [...command.map(quoted), completionWord].join(' ');
  switch (shell) {
    case 'bash':
      return bashScript(ask);
    case 'zsh':
      return zshScript(ask);
  }
}

/** Bash 3.2 of macOS has no negative indexes of arrays. */
const bashScript = (ask: string) => `# Completion of latchkey for bash. To use it: source <(latchkey completion bash)
_latchkey() {
  local index word current piece prefix candidate glued=
  local -a words=()
  for ((index = 1; index <= COMP_CWORD; index += 1)); do
    word=\${COMP_WORDS[index]}
    # Bash splits words at = and :, and latchkey does not.
    if ((\${#words[@]} > 0)) && [[ -n $glued || $word =~ ^[=:]+$ ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    if [[ $word =~ ^[=:]+$ ]]; then glued=yes; else glued=; fi
  done
  # A proposal replaces only the last piece.
  current=\${words[\${#words[@]} - 1]}
  piece=\${COMP_WORDS[COMP_CWORD]}
  if [[ $piece =~ ^[=:]+$ ]]; then piece=; fi
  prefix=\${current:0:\${#current} - \${#piece}}
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    printf -v candidate %q "\${candidate:\${#prefix}}"
    COMPREPLY+=("$candidate")
  done < <(${ask} "\${words[@]}" 2>/dev/null)
}
complete -o bashdefault -o default -F _latchkey latchkey
`;

const zshScript = (ask: string) => `#compdef latchkey
# Completion of latchkey for zsh. To use it, after compinit: source <(latchkey completion zsh)
_latchkey() {
  local candidate brief
  local -a proposals
  while IFS=$'\\t' read -r candidate brief; do
    proposals+=("\${candidate//:/\\\\:}:$brief")
  done < <(${ask} "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  if ((\${#proposals})); then
    _describe latchkey proposals
  else
    _files
  fi
}
if [[ $funcstack[1] == _latchkey ]]; then
  _latchkey "$@"
else
  compdef _latchkey latchkey
fi
`;

/** Returns the text as one word of a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
