import { basename, extname } from 'node:path';
import { blueprintSchema, type Blueprint } from '../../catalog/blueprint.ts';
import type { BlueprintProblem, LocatedProblem } from '../problem.ts';
import { describeIssues } from './describeIssues.ts';
import { quoted, type Fault } from './fault.ts';
import { notJson } from './notJson.ts';
import { offsetOf, placeOf, plainSource } from './offsetOf.ts';
import { parseText } from './parseText.ts';
import { valueOf } from './valueOf.ts';

/** A file of a blueprint that was read. */
export interface ReadText {
  readonly file: string;
  /** Undefined if the file has a mistake that `problems` names. */
  readonly blueprint: Blueprint | undefined;
  readonly problems: readonly LocatedProblem[];
  /** Says where in the file a problem of the blueprint is. */
  locate(problem: BlueprintProblem): LocatedProblem;
}

/**
 * Reads the text of a file as a blueprint. A file that ends with `.json` must be JSON, and every other YAML 1.2.
 *
 * The problems are those of the text and of the shape of its parts, in the order of their places. Whether the parts fit
 * together, and what AWS knows, is for authoring/check/.
 */
export function readText(file: string, text: string): ReadText {
  // Some editors begin a file with the byte order mark.
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { document, lines, isSyntax, faults } = parseText(content);
  const located = (fault: Fault): LocatedProblem => {
    const { line, col } = lines.linePos(Math.min(fault.offset, Math.max(0, content.length - 1)));
    const { path, problem, remedy } = fault;
    return { file, line: Math.max(1, line), column: Math.max(1, col), path, problem, remedy, severity: 'error' };
  };
  const locate = (problem: BlueprintProblem): LocatedProblem => {
    const offset = document === undefined ? 0 : placeOf(document, problem.path);
    return { ...located({ ...problem, offset }), severity: problem.severity };
  };
  const refused = (found: readonly Fault[]): ReadText => ({
    file,
    blueprint: undefined,
    problems: sorted(found).map(located),
    locate,
  });
  if (document === undefined || isSyntax) return refused(faults);
  const strange = extname(file).toLowerCase() === '.json' ? notJson(content) : undefined;
  if (strange !== undefined) return refused([strange]);
  const { value, faults: inValues } = valueOf(document);
  const parsed = blueprintSchema.safeParse(value);
  // What is said of a value as it is written is not said again of its type.
  const said = new Set(inValues.map(({ path }) => JSON.stringify(path)));
  const inShape = describeIssues(parsed.error?.issues ?? [], value, (path) => plainSource(document, path))
    .filter(({ path }) => !said.has(JSON.stringify(path)))
    .map((each) => ({ ...each, offset: offsetOf(document, each.path, each.at) }));
  const found = [...faults, ...inValues, ...inShape];
  if (!parsed.success || found.length > 0) return refused(found);
  const misnamed = nameFault(file, parsed.data.name);
  if (misnamed !== undefined) return refused([{ ...misnamed, offset: offsetOf(document, ['name'], 'value') }]);
  return { file, blueprint: parsed.data, problems: [], locate };
}

/** The name of the file leads from a name in the API to its source, and keeps two files from having one name. */
function nameFault(file: string, name: string): Omit<Fault, 'offset'> | undefined {
  const ending = extname(file);
  const called = basename(file, ending);
  if (called === name) return undefined;
  const remedy = `Rename the file to ${name}${ending}, or write ${quoted(called)}.`;
  return { path: ['name'], problem: `the name ${quoted(name)} is not that of the file`, remedy };
}

/** Sorts by place, and leaves out what was found twice, as the parts of an alias are. */
function sorted(faults: readonly Fault[]): readonly Fault[] {
  const once = new Map(faults.map((fault) => [`${fault.offset} ${fault.problem}`, fault]));
  return [...once.values()].toSorted((one, other) => one.offset - other.offset);
}
