import { Document, isMap, isScalar, stringify, visit } from 'yaml';
import type { Blueprint } from '../../catalog/blueprint.ts';
import type { FoundParameter } from './find/findings.ts';

/** The forms of a file of a blueprint. */
type FileFormat = 'yaml' | 'json';

/**
 * Returns the text of a file for a blueprint. In YAML, texts that a reader of YAML 1.1 or 1.2 would change are quoted, and
 * comments say where each found parameter stood in the guide.
 */
export function blueprintFile(
  blueprint: Blueprint,
  format: FileFormat,
  { from, parameters }: { readonly from: string; readonly parameters: readonly FoundParameter[] },
): string {
  if (format === 'json') return `${JSON.stringify(blueprint, undefined, 2)}\n`;
  // Without it, an object that appears twice would be written as an alias.
  const document = new Document(blueprint, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  document.commentBefore = [
    ` Made by latchkey blueprint import${from === '' ? '' : ` from ${from}`}.`,
    ' The descriptions, differences and notes are for administrators of tenants: write them anew where they need other words.',
  ].join('\n');
  const found = document.get('parameters');
  visit(isMap(found) ? found : document, {
    Pair(_, pair) {
      const name = isScalar(pair.key) ? pair.key : undefined;
      const parameter = parameters.find((each) => each.name === name?.value);
      if (name !== undefined && parameter !== undefined && isMap(pair.value))
        name.commentBefore = commentFor(parameter);
    },
  });
  return stringify(document, { lineWidth: 120, compat: 'yaml-1.1', aliasDuplicateObjects: false });
}

function commentFor({ value, places }: FoundParameter): string {
  const lines = [...new Set(places.map(({ line }) => line))].map(String);
  const written = typeof value === 'string' ? value : value.join(', ');
  return ` In the guide: ${written.replaceAll(/\s+/g, ' ')} (line ${lines.join(', ')})`;
}
