import type { Blueprint } from '../../catalog/blueprint.ts';
import { actionsLike, type ActionData, type ActionDetails } from '../policy/actionData.ts';
import type { Path } from '../policy/alternatives.ts';
import { expanded, placeholdersOf } from '../policy/placeholders.ts';
import { readTests } from '../policy/tests.ts';
import { isAmong } from './conditionKeys.ts';
import { fitting, type Fit } from './fitting.ts';
import { textsOf, writtenStatements, type WrittenStatement } from './writtenStatements.ts';

/** An action, or a pattern of actions, as the author wrote it. */
export interface WrittenAction {
  readonly text: string;
  readonly path: Path;
  /** Those of AWS that it matches. */
  readonly known: readonly ActionDetails[];
}

/** An action that has no effect in a statement in which others have. */
export interface IdleAction extends WrittenAction {
  readonly written: WrittenStatement;
  /** The condition key that the action does not have. Undefined: none of the resources is of a type that it takes. */
  readonly key: string | undefined;
}

/** How the actions of a statement fit its resources. */
export interface ResourceFits {
  readonly written: WrittenStatement;
  /** The actions that AWS has. */
  readonly actions: readonly (WrittenAction & { readonly fit: Fit })[];
  /** The resources that no action takes. */
  readonly unused: readonly { readonly text: string; readonly path: Path }[];
}

/** Returns how the actions fit the resources, for each statement that names resources. */
export function resourceFits(blueprint: Blueprint, data: ActionData): readonly ResourceFits[] {
  const placeholders = placeholdersOf(blueprint);
  const fits = fitting(data);
  return writtenStatements(blueprint).flatMap((written) => {
    const resources = textsOf(written, 'Resource').map((each) => ({
      ...each,
      pattern: expanded(each.text, placeholders),
    }));
    // An action that does not exist is a problem of its own.
    const actions = actionsOf(written, data);
    if (actions.length === 0 || resources.length === 0 || resources.some(({ text }) => text === '*')) return [];
    const fitOf = (known: readonly ActionDetails[], pattern: string) => best(known.map((each) => fits(each, pattern)));
    const isTaken = (pattern: string) => actions.some(({ known }) => fitOf(known, pattern) !== 'no');
    return [
      {
        written,
        actions: actions.map((each) => ({
          ...each,
          fit: best(resources.map(({ pattern }) => fitOf(each.known, pattern))),
        })),
        unused: resources.filter(({ pattern }) => !isTaken(pattern)),
      },
    ];
  });
}

const best = (fits: readonly Fit[]): Fit => (fits.includes('yes') ? 'yes' : fits.includes('unsure') ? 'unsure' : 'no');

/** Returns the actions of a statement that AWS has. */
function actionsOf(written: WrittenStatement, data: ActionData): readonly WrittenAction[] {
  return textsOf(written, 'Action')
    .map((each) => ({ ...each, known: actionsLike(data, each.text) }))
    .filter(({ known }) => known.length > 0);
}

/**
 * Returns the actions that allow and deny nothing in their statement, although other actions of it do: they cannot apply to
 * its resources, or they do not have a condition key that has to have a value.
 */
export function idleActions(blueprint: Blueprint, data: ActionData): readonly IdleAction[] {
  const byResource = resourceFits(blueprint, data).flatMap(({ written, actions }) => {
    const idle = actions.filter(({ fit }) => fit === 'no');
    return idle.length === actions.length ? [] : idle.map((each) => ({ ...each, written, key: undefined }));
  });
  const byKey = writtenStatements(blueprint).flatMap((written) =>
    keysOf(written).flatMap(({ key, isNeeded }) =>
      isNeeded ? withoutKey(key, written, data).map((each) => ({ ...each, written, key })) : [],
    ),
  );
  return [...byResource, ...byKey];
}

/** A condition key of a statement. */
interface ConditionKey {
  readonly operator: string;
  readonly key: string;
  /** Whether a request without the key does not meet the condition. */
  readonly isNeeded: boolean;
}

/** Returns the condition keys of a statement, once for each operator. */
export function keysOf({ statement }: WrittenStatement): readonly ConditionKey[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => {
      const [test] = readTests({ [operator]: { [key]: [value].flat() } });
      const isMetWithout = test?.family === 'null' ? test.values.includes('true') : test?.orMissing === true;
      return { operator, key, isNeeded: !isMetWithout };
    }),
  );
}

/**
 * Returns the actions of a statement that do not have a condition key which others of it have. Leaves out patterns, since
 * some of the actions that they match seldom have a key, and the keys that are the same for all services.
 */
export function withoutKey(key: string, written: WrittenStatement, data: ActionData): readonly WrittenAction[] {
  const texts = textsOf(written, 'Action');
  if (isAmong(key, data.globalKeys) || texts.some(({ text }) => text.startsWith('*'))) return [];
  const actions = actionsOf(written, data);
  const has = ({ known }: WrittenAction) => known.some(({ conditionKeys }) => isAmong(key, conditionKeys));
  return actions.some(has) ? actions.filter((each) => !/[*?]/.test(each.text) && !has(each)) : [];
}
