import type { KeptFigures } from '../bench/keptFigures.ts';
import { markdownTable } from './markdown.ts';

/** Returns the table of docs/performance.md, and where it was measured. `kept` has the figures by their command. */
export function performancePart(kept: Readonly<Record<string, KeptFigures>>): string {
  const runs = Object.entries(kept);
  const rows = runs.flatMap(([command, { figures }]) =>
    figures.map(({ name, measured, goal, isMet }) => [
      name,
      measured,
      goal,
      isMet ? 'yes' : '**no**',
      `\`${command}\``,
    ]),
  );
  const places = runs.map(
    ([command, { measuredOn, node, machine }]) => `- \`${command}\`: ${measuredOn}, Node ${node}, ${machine}`,
  );
  return [
    markdownTable(['figure', 'measured', 'goal', 'met', 'measured by'], rows),
    `Measured on:\n\n${places.join('\n')}`,
  ].join('\n\n');
}
