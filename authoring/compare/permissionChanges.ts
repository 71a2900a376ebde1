import { limitOf } from '../../lib/preview/limitPhrases.ts';
import type { ActionData } from '../policy/actionData.ts';
import { uncovered } from '../policy/coverage.ts';
import { mapTexts, withSamples, type Placeholders } from '../policy/placeholders.ts';
import { readPolicy, readStatement, type PolicyStatement, type RawStatement } from '../policy/readPolicy.ts';
import { witness } from '../policy/witness.ts';
import { TooEntangled } from '../policy/wordClasses.ts';

/** Actions with the same limits, which one side allows and the other does not. */
export interface Surplus {
  readonly actions: readonly string[];
  /** In words, such as `only on arn:aws:s3:::bucket`. Empty: without limits. */
  readonly limit: string;
  /** Whether a request was found that shows it. Otherwise it could not be shown that the other side allows it too. */
  readonly isShown: boolean;
}

export interface Sides {
  /** Statements, which may contain placeholders. */
  readonly wider: readonly PolicyStatement[];
  readonly narrower: readonly PolicyStatement[];
  readonly placeholders: Placeholders;
  readonly data: Pick<ActionData, 'services'>;
}

/** Returns what the statements of `wider` allow and those of `narrower` do not, by action pattern. */
export function surplusOf({ wider, narrower, placeholders, data }: Sides): readonly Surplus[] {
  const single = wider.flatMap(({ raw }) => byAction(raw)).map(readStatement);
  const sampled = (statements: readonly PolicyStatement[]) =>
    readPolicy(
      mapTexts({ Statement: statements.map(({ raw }) => raw) }, (text) => withSamples(text, placeholders) ?? text),
    );
  const compared = { policies: sampled(single), limit: sampled(narrower) };
  const found = new Map<string, { actions: string[]; limit: string; isShown: boolean }>();
  for (const [index, { raw }] of single.entries()) {
    const shown = isMore(index, single, narrower, placeholders, (gap) => witness(gap, compared, data) !== undefined);
    if (shown === undefined) continue;
    const limit = limitOf(raw);
    const key = `${String(shown)} ${limit}`;
    const known = found.get(key) ?? { actions: [], limit, isShown: shown };
    known.actions.push(...(raw.Action ?? [`all but ${(raw.NotAction ?? []).join(', ')}`]));
    found.set(key, known);
  }
  return [...found.values()].map((each) => ({ ...each, actions: [...new Set(each.actions)] }));
}

type Gap = ReturnType<typeof uncovered>[number];

/** Undefined: the other side allows all of it. */
function isMore(
  index: number,
  wider: readonly PolicyStatement[],
  narrower: readonly PolicyStatement[],
  placeholders: Placeholders,
  isShown: (gap: Gap) => boolean,
): boolean | undefined {
  if (wider[index]?.effect === 'Deny') return undefined;
  try {
    const gaps = uncovered(wider, narrower, placeholders.characters, index);
    if (gaps.length === 0) return undefined;
    return gaps.some((gap) => {
      const [action, resource] = [gap.action, gap.resource].map((text) => withSamples(text, placeholders));
      return action !== undefined && resource !== undefined && isShown({ ...gap, action, resource });
    });
  } catch (error) {
    if (error instanceof TooEntangled) return false;
    throw error;
  }
}

function byAction(statement: RawStatement): readonly RawStatement[] {
  if (statement.Effect === 'Deny' || statement.Action === undefined) return [statement];
  return statement.Action.map((action) => ({ ...statement, Action: [action] }));
}

/** Returns a surplus as the end of a sentence: the actions and their limits. */
export function surplusText({ actions, limit }: Surplus): string {
  return `${actions.join(', ')}${limit === '' ? '' : `, ${limit}`}`;
}
