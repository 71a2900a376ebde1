import { buildCommand } from '@stricli/core';
import type { Imported, ImportRequest } from '../../authoring/import/importGuide.ts';
import { askForBlueprint } from '../authoring/askForBlueprint.ts';
import { askOpen } from '../authoring/askOpen.ts';
import { blueprintName } from '../authoring/blueprintName.ts';
import { answersIn, conditionsIn, fencesIn, importFlags, type ImportFlags } from '../authoring/importFlags.ts';
import { policyFile } from '../authoring/policyFile.ts';
import { sayWhere } from '../authoring/sayWhere.ts';
import { placeFor, writeBlueprint } from '../authoring/writeBlueprint.ts';
import type { CliContext, Questions } from '../context.ts';
import { docs } from '../flags/docs.ts';

interface Flags extends ImportFlags {
  readonly policyFile?: string | undefined;
}

/** `latchkey blueprint new` */
export const blueprintNew = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'Ask what a blueprint needs, and write it',
    description:
      'Asks for the name, the title, the users and what they may do, and writes a blueprint. Imports a policy in a file as latchkey blueprint import does, and asks what the import leaves open. Does not ask for what a flag says. Without a terminal, asks nothing.',
    examples: [
      ['latchkey blueprint new', 'Asks for everything'],
      ['latchkey blueprint new --name nodes --managed AmazonEC2FullAccess --user nodes', 'From a script'],
    ],
  }),
  parameters: {
    flags: {
      ...importFlags,
      policyFile: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FILE',
        brief: 'File with a policy that the users get',
      },
    },
  },
  async func(flags) {
    const wanted = await askForBlueprint(this, { ...flags, file: flags.policyFile });
    const { title, source, userNames, managed } = wanted;
    const name = blueprintName(wanted.name, undefined);
    const path = placeFor(flags, name);
    const file = wanted.file === undefined ? undefined : await policyFile(this, wanted.file);
    const shown = file?.name ?? '';
    const request: ImportRequest = {
      file,
      texts: { name, title, source, userNames },
      choice: { fences: fencesIn(flags), policies: flags.policy ?? [] },
      managed,
      answers: answersIn(flags),
      allowedEscalations: flags.allowEscalation ?? [],
      folder: flags.out,
      conditions: conditionsIn(flags),
    };
    const imported = await sayWhere(shown, () => importAsking(request, this.questions));
    await writeBlueprint(this, imported, { path, file: shown, flags });
  },
});

/** Imports, and asks a person what the import leaves open, until nothing is. */
async function importAsking(request: ImportRequest, questions: Questions | undefined): Promise<Imported> {
  const { importGuide } = await import('../../authoring/import/importGuide.ts');
  const imported = await importGuide(request);
  if (questions === undefined) return imported;
  switch (imported.outcome) {
    case 'choose': {
      const lines = imported.options.map(({ number, name, where }) => `${number} ${name ?? where}`);
      const answer = await questions.text(`${imported.why} Which one? ${lines.join(', ')}`, '1');
      return importAsking({ ...request, choice: { fences: [], policies: [answer] } }, questions);
    }
    case 'open': {
      const answered = await askOpen(questions, imported.report.questions, request);
      return answered === undefined ? imported : importAsking({ ...request, ...answered }, questions);
    }
    case 'differs':
    case 'made':
      return imported;
  }
}
