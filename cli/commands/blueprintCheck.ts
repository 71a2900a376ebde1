import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { exitCodes, WrongUsage } from '../failures.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';

interface Flags {
  readonly json?: boolean | undefined;
}

/** `latchkey blueprint check` */
export const blueprintCheck = buildCommand<Flags, readonly string[], CliContext>({
  docs: docs({
    brief: 'Check blueprints before they are deployed',
    description:
      'Reads files of blueprints, or folders of them, and prints each mistake with its file, line and column, what is wrong and what would be right. Sends nothing. Without a path, it is the folder in LATCHKEY_BLUEPRINTS. If there is an error, the exit code is 1.',
    examples: [
      ['latchkey blueprint check our-blueprints', 'Every file of a folder'],
      ['latchkey blueprint check our-blueprints/backups.yaml --json', 'One file, for a program'],
    ],
  }),
  parameters: {
    flags: {
      json: { kind: 'boolean', optional: true, withNegated: false, brief: 'Print the result as JSON' },
    },
    positional: {
      kind: 'array',
      parameter: { parse: String, placeholder: 'PATH', brief: 'A file, or a folder of files' },
    },
  },
  async func(flags, ...paths) {
    const { LATCHKEY_BLUEPRINTS: folder = '' } = this.process.env;
    const given = paths.length > 0 || folder === '' ? paths : [folder];
    if (given.length === 0) throw new WrongUsage('Name a file or a folder, or set LATCHKEY_BLUEPRINTS to a folder.');
    // Loaded here, because no other command needs it.
    const [{ checkedFiles }, { problemLine }] = await Promise.all([
      import('../../authoring/checkedFiles.ts'),
      import('../../authoring/problem.ts'),
    ]);
    const { blueprints, problems } = await checkedFiles(given);
    const errors = problems.filter(({ severity }) => severity === 'error');
    const result = { blueprints: blueprints.map(({ file, blueprint: { name } }) => ({ file, name })), problems };
    printResult(this, flags, result, () => {
      const found = `${count(errors.length, 'error')}, ${count(problems.length - errors.length, 'warning')}.`;
      const verdict = problems.length > 0 ? found : `${count(blueprints.length, 'blueprint')}: no mistake found.`;
      return [...problems.map(problemLine), verdict, ''].join('\n');
    });
    if (errors.length > 0) this.process.exitCode = exitCodes.refused;
  },
});

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
