import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Imported } from '../../authoring/import/importGuide.ts';
import type { CliContext } from '../context.ts';
import { exitCodes, Failure, WrongUsage } from '../failures.ts';
import { formatJson } from '../output/json.ts';
import { notice } from '../output/notice.ts';
import { printResult } from '../output/result.ts';
import { previewText } from '../views/previewText.ts';
import type { ImportFlags } from './importFlags.ts';

/** Returns where the file of a blueprint goes. @throws WrongUsage if one is there and must not be replaced */
export function placeFor({ out, format, force }: Pick<ImportFlags, 'out' | 'format' | 'force'>, name: string): string {
  const path = join(out, `${name}.${format}`);
  if (force !== true && existsSync(path))
    throw new WrongUsage(`${path} already exists. Pass --force to replace it, or --name for another name.`);
  return path;
}

/**
 * Shows what an import decided. Then checks the blueprint, writes its file, and shows the preview. @throws Failure if a
 * person has to decide something, or the blueprint has a mistake: nothing is written then
 */
export async function writeBlueprint(
  context: CliContext,
  imported: Imported,
  {
    path,
    file,
    flags,
  }: { readonly path: string; readonly file: string; readonly flags: Pick<ImportFlags, 'format' | 'json'> },
): Promise<void> {
  const { optionsText, reportText } = await import('../../authoring/import/report.ts');
  if (imported.outcome === 'choose')
    throw new Failure(exitCodes.refused, optionsText(file, imported.options, imported.why));
  if (imported.outcome !== 'made') {
    printResult(context, flags, imported, ({ report }) => reportText(report));
    throw new Failure(exitCodes.refused, whyNot(imported));
  }
  const { blueprint, report, preview, managed } = imported;
  const { blueprintFile } = await import('../../authoring/import/blueprintFile.ts');
  const { problemsOf } = await import('../../authoring/import/problemsOf.ts');
  const text = blueprintFile(blueprint, flags.format, { from: basename(file), parameters: report.parameters });
  const problems = await problemsOf(path, text, managed);
  const lines = problems.map(({ text: line }) => line);
  const isRefused = problems.some(({ severity }) => severity === 'error');
  if (flags.json === true)
    context.process.stdout.write(formatJson({ file: path, report, problems: lines, blueprint, preview }));
  else {
    const found = lines.length === 0 ? '' : `Problems\n${lines.map((line) => `- ${line}\n`).join('')}`;
    printResult(context, flags, preview, (shown, output) =>
      [reportText(report), found, previewText(shown, output)].filter((each) => each !== '').join('\n'),
    );
  }
  if (isRefused) throw new Failure(exitCodes.refused, `The blueprint has mistakes, so ${path} was not written.`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  const { storeManagedPolicies } = await import('../../authoring/import/managedPolicies.ts');
  for (const stored of storeManagedPolicies(dirname(path), managed))
    notice(context, `Wrote ${join(dirname(path), stored)}.`);
  notice(context, `Wrote ${path}.`);
}

function whyNot(imported: Extract<Imported, { outcome: 'open' | 'differs' }>): string {
  switch (imported.outcome) {
    case 'open': {
      const count = imported.report.questions.length;
      return `${count === 1 ? 'One question is' : `${count} questions are`} open, so nothing was written.`;
    }
    case 'differs':
      return [
        'The blueprint does not give the same policy as the guide, so nothing was written:',
        ...imported.differences,
      ].join('\n');
  }
}
