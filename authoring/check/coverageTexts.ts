import type { Path } from '../policy/alternatives.ts';
import type { RawStatement } from '../policy/readPolicy.ts';
import type { Witness } from '../policy/witness.ts';
import type { BlueprintProblem } from '../problem.ts';

/** A statement of a policy that the boundary does not cover. */
interface Uncovered {
  readonly statement: string;
  /** The alternative, as the end of a sentence. */
  readonly where: string;
  readonly path: Path;
  /** The managed policy of AWS that has the statement. */
  readonly source: string | undefined;
}

/** How many actions a problem names. */
const mostNamed = 5;

/** The problem of a statement with requests that it allows and the boundary denies. */
export function gapProblem(of: Uncovered, witnesses: readonly Witness[]): BlueprintProblem {
  const real = witnesses.filter(({ actions }) => actions.length > 0);
  const [first = witnesses[0]] = real;
  const request = first?.request;
  const actions = [...new Set(real.flatMap((each) => each.actions))];
  const others = actions.filter((action) => action !== request?.action);
  const more =
    others.length === 0
      ? ''
      : `, nor ${others.slice(0, mostNamed).join(', ')}${others.length > mostNamed ? ` and ${others.length - mostNamed} more` : ''}`;
  const what =
    real.length > 0
      ? `the permissions boundary does not allow ${String(request?.action)} on ${String(request?.resource)}${context(request?.context ?? {})}, which ${subject(of)} allows${of.where}${more}`
      : `the permissions boundary has each action that AWS has today, but not those that AWS may add and that ${subject(of)} allows${of.where}`;
  const remedy =
    real.length > 0
      ? `Allow it in permissionsBoundary as well: ${of.statement}. Or take it out of the policy.`
      : `Write the same pattern into permissionsBoundary: ${of.statement}. Or name the actions in the policy.`;
  return { path: of.path, problem: what, remedy, severity: 'error' };
}

/** The problem of a statement for which neither a proof nor a request that is denied was found. */
export function notShown(of: Uncovered): BlueprintProblem {
  return {
    path: of.path,
    problem: `it could not be shown that the permissions boundary allows all that ${subject(of)} allows${of.where}`,
    remedy: `Write the statement out in permissionsBoundary, with the same conditions: ${of.statement}.`,
    severity: 'error',
  };
}

function subject({ source }: Uncovered): string {
  return source === undefined ? 'this statement' : `${source} of AWS`;
}

function context(values: Witness['request']['context']): string {
  const parts = Object.entries(values).map(
    ([key, value]) => `${key} ${typeof value === 'string' ? value : value.join(', ')}`,
  );
  return parts.length === 0 ? '' : ` with ${parts.join(' and ')}`;
}

const longestStatement = 400;

/** Returns a statement as JSON, single values without lists. Cut if it is long. */
export function compact(statement: RawStatement): string {
  const single = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === 1 ? value[0] : value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, single(each)]));
  };
  const { Sid: _, ...rest } = statement;
  const text = JSON.stringify(single(rest));
  return text.length <= longestStatement ? text : `${text.slice(0, longestStatement)}…`;
}
