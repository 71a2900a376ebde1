import { actionsLike, type ActionData } from '../policy/actionData.ts';
import type { RawStatement } from '../policy/readPolicy.ts';
import { groupedBy } from '../policy/groupedBy.ts';

interface Options {
  readonly data: Pick<ActionData, 'services'>;
  readonly fits: (statements: readonly RawStatement[]) => boolean;
}

/** A pattern that could stand in a statement for all actions that begin so. */
interface Candidate {
  readonly statement: number;
  readonly begins: string;
  /** How much the pattern adds. */
  readonly amount: number;
  /** How many characters it saves. */
  readonly saved: number;
}

/** An action that is added and changes something counts as much as so many that only read. */
const priceOfWriting = 10;

/**
 * Replaces actions by patterns such as `ec2:Describe*`, one pattern after the other, until the statements fit: first those
 * that add the least for the characters they save. Then takes back what is not needed any more, first what adds the most.
 * Undefined: the statements do not fit with all of them.
 */
export function leastPatterns(statements: readonly RawStatement[], { data, fits }: Options) {
  const candidates = statements.flatMap((each, index) => candidatesOf(each, index, data));
  const price = ({ amount, saved }: Candidate) => amount / saved;
  let chosen: readonly Candidate[] = [];
  for (const candidate of candidates.toSorted((one, other) => price(one) - price(other))) {
    chosen = [...chosen, candidate];
    if (fits(withPatterns(statements, chosen))) break;
  }
  if (!fits(withPatterns(statements, chosen))) return undefined;
  for (const candidate of chosen.toSorted((one, other) => other.amount - one.amount)) {
    const rest = chosen.filter((each) => each !== candidate);
    if (fits(withPatterns(statements, rest))) chosen = rest;
  }
  return withPatterns(statements, chosen);
}

function withPatterns(statements: readonly RawStatement[], chosen: readonly Candidate[]): readonly RawStatement[] {
  return statements.map((each, index) =>
    chosen.reduce((done, { statement, begins }) => (statement === index ? replaced(done, begins) : done), each),
  );
}

function candidatesOf(
  { Effect, Action = [] }: RawStatement,
  statement: number,
  data: Options['data'],
): readonly Candidate[] {
  if (Effect === 'Deny') return [];
  const allowed = new Set(Action.flatMap((pattern) => actionsLike(data, pattern)).map(({ name }) => name));
  const groups = groupedBy(
    Action.flatMap((action) => beginningsOf(action).map((begins) => ({ action, begins }))),
    ({ begins }) => begins,
  );
  return groups.flatMap(([begins, group]) => {
    const saved = group.reduce((sum, { action }) => sum + action.length + 3, 0) - (begins.length + 4);
    if (group.length < 2 || saved <= 0) return [];
    const added = actionsLike(data, `${begins}*`).filter(({ name }) => !allowed.has(name));
    const amount = added.reduce((sum, { accessLevel }) => sum + (isReading(accessLevel) ? 1 : priceOfWriting), 0);
    return [{ statement, begins, amount, saved }];
  });
}

const isReading = (accessLevel: string) => /^(?:Read|List)$/i.test(accessLevel);

/** Returns the beginnings of an action with one, two and three words: `ec2:Describe`, `ec2:DescribeVpc` and so on. */
function beginningsOf(action: string): readonly string[] {
  const [, service, name = ''] = /^([\w-]+:)([A-Z]\w*)/.exec(action) ?? [];
  if (service === undefined) return [];
  const words = name.match(/[A-Z][a-z0-9]*/g) ?? [];
  return [1, 2, 3].flatMap((count) => (words.length >= count ? [service + words.slice(0, count).join('')] : []));
}

function replaced(statement: RawStatement, begins: string): RawStatement {
  const { Action = [] } = statement;
  const rest = Action.filter((action) => !action.startsWith(begins));
  const isCovered = Action.some((action) => action.endsWith('*') && begins.startsWith(action.slice(0, -1)));
  return isCovered ? statement : { ...statement, Action: [...rest, `${begins}*`] };
}
