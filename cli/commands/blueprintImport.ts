import { basename } from 'node:path';
import { buildCommand } from '@stricli/core';
import { answersIn, conditionsIn, fencesIn, importFlags, type ImportFlags } from '../authoring/importFlags.ts';
import { blueprintName, titleFrom } from '../authoring/blueprintName.ts';
import { policyFile } from '../authoring/policyFile.ts';
import { sayWhere } from '../authoring/sayWhere.ts';
import { placeFor, writeBlueprint } from '../authoring/writeBlueprint.ts';
import type { CliContext } from '../context.ts';
import { WrongUsage } from '../failures.ts';
import { docs } from '../flags/docs.ts';

/** `latchkey blueprint import` */
export const blueprintImport = buildCommand<ImportFlags, [file?: string], CliContext>({
  docs: docs({
    brief: 'Make a blueprint from the policy of a guide',
    description:
      'Makes a blueprint from the policy of a vendor’s guide: JSON as guides have it, a page in Markdown or HTML, a CloudFormation template, or a Terraform file. Account IDs, partitions, regions, names of buckets and placeholders become parameters. The report has every decision. If something is missing that only a person knows, the command asks for it, writes nothing, and ends with exit code 1.',
    examples: [
      ['latchkey blueprint import guide.md --guide https://vendor.example/docs/aws', 'Takes the policy of a page'],
      [
        'latchkey blueprint import policy.json --name backup --set "bucketName=acme-backups"',
        'With a name for a text of the policy',
      ],
      ['latchkey blueprint import --managed AmazonEC2FullAccess --name nodes', 'A guide that attaches a policy of AWS'],
      ['latchkey blueprint import - --name backup < policy.json', 'From the standard input'],
    ],
  }),
  parameters: {
    flags: importFlags,
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, optional: true, placeholder: 'FILE', brief: 'File with the policy; - is the standard input' },
      ],
    },
  },
  async func(flags, given) {
    const { managed = [] } = flags;
    if (given === undefined && managed.length === 0)
      throw new WrongUsage('Name the file with the policy, or a policy of AWS: --managed NAME.');
    const name = blueprintName(flags.name, given);
    const path = placeFor(flags, name);
    const file = given === undefined ? undefined : await policyFile(this, given);
    const { importGuide } = await import('../../authoring/import/importGuide.ts');
    const shown = file?.name ?? '';
    const imported = await sayWhere(shown, () =>
      importGuide({
        file,
        texts: {
          name,
          title: flags.title ?? titleFrom(name),
          source:
            flags.guide ?? (shown === '' ? `Policies of AWS: ${managed.join(', ')}` : `The file ${basename(shown)}`),
          userNames: flags.user ?? [name],
        },
        choice: { fences: fencesIn(flags), policies: flags.policy ?? [] },
        managed,
        answers: answersIn(flags),
        allowedEscalations: flags.allowEscalation ?? [],
        folder: flags.out,
        conditions: conditionsIn(flags),
      }),
    );
    await writeBlueprint(this, imported, { path, file: shown, flags });
  },
});
