import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { exitCodes, Failure } from '../failures.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { comparisonsText } from '../views/comparisonText.ts';

interface Flags {
  readonly json?: boolean | undefined;
  readonly failOnMore?: boolean | undefined;
}

/** `latchkey blueprint diff` */
export const blueprintDiff = buildCommand<Flags, [before: string, after: string], CliContext>({
  docs: docs({
    brief: 'Say what a new version of a blueprint allows that the old one did not',
    description:
      'Compares two files, or the blueprints of the same name in two folders: the permissions of each user, the permissions boundary, the values of parameters, managed policies of AWS and other accounts. Lists everything that the new version allows in addition, or may allow: nothing else is more than before. Sends nothing.',
    examples: [
      ['latchkey blueprint diff old/backups.yaml new/backups.yaml', 'What changes for the tenants'],
      [
        'latchkey blueprint diff main/blueprints our-blueprints --fail-on-more',
        'In CI: exit code 1 if anything may be more',
      ],
    ],
  }),
  parameters: {
    flags: {
      json: { kind: 'boolean', optional: true, withNegated: false, brief: 'Print the result as JSON' },
      failOnMore: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'End with exit code 1 if the new version allows more, or may do so',
      },
    },
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, placeholder: 'OLD', brief: 'The old file, or a folder' },
        { parse: String, placeholder: 'NEW', brief: 'The new file, or a folder' },
      ],
    },
  },
  async func(flags, before, after) {
    // Loaded here, because no other command needs it.
    const { compareFiles } = await import('../../authoring/comparedFiles.ts');
    const compared = await compareFiles(before, after);
    if ('problems' in compared) throw new Failure(exitCodes.refused, compared.problems.join('\n'));
    printResult(this, flags, compared, ({ blueprints }) => comparisonsText(blueprints));
    const mayBeMore = compared.blueprints.some(({ more, unknown }) => more.length + unknown.length > 0);
    if (flags.failOnMore === true && mayBeMore) this.process.exitCode = exitCodes.refused;
  },
});
