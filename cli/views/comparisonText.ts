/** What a new version of a blueprint changes, as `latchkey blueprint diff` prints it. */
interface ComparedBlueprint {
  readonly name: string;
  readonly more: readonly string[];
  readonly unknown: readonly string[];
  readonly less: readonly string[];
  readonly other: readonly string[];
}

/** Returns the changes of blueprints, what is more first. */
export function comparisonsText(blueprints: readonly ComparedBlueprint[]): string {
  return blueprints.map(comparisonText).join('\n');
}

function comparisonText({ name, more, unknown, less, other }: ComparedBlueprint): string {
  const parts = [
    section('More than before:', more),
    section('Perhaps more than before (the comparison could not rule it out):', unknown),
    section('Less than before:', less),
    section('Also:', other),
  ].flat();
  return [name, ...(parts.length === 0 ? ['  Allows the same as before.'] : parts), ''].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
}
