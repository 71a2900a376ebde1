import { buildCommand } from '@stricli/core';
import { completionScript } from '../completion/script.ts';
import type { CliContext } from '../context.ts';
import { docs } from '../flags/docs.ts';

type Shell = 'bash' | 'zsh';

/** `latchkey completion` */
export const completion = buildCommand<object, [shell: Shell], CliContext>({
  docs: docs({
    brief: 'Print the completion script for bash or zsh',
    examples: [
      ['source <(latchkey completion bash)', 'In this shell; in ~/.bashrc for every shell'],
      ['source <(latchkey completion zsh)', 'In this shell; in ~/.zshrc, after compinit, for every shell'],
    ],
  }),
  parameters: {
    flags: {},
    positional: {
      kind: 'tuple',
      parameters: [{ parse: readShell, placeholder: 'SHELL', brief: 'bash or zsh', proposeCompletions: proposeShells }],
    },
  },
  func(_flags, shell) {
    this.process.stdout.write(completionScript(shell, this.command));
  },
});

function proposeShells(partial: string): readonly string[] {
  return ['bash', 'zsh'].filter((shell) => shell.startsWith(partial));
}

function readShell(given: string): Shell {
  if (given === 'bash' || given === 'zsh') return given;
  throw new Error(`must be bash or zsh, not ${JSON.stringify(given)}`);
}
