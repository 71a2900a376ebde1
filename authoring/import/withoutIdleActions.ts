import type { Blueprint, DocumentTemplate } from '../../catalog/blueprint.ts';
import { withArnFormats } from '../arnFormats.ts';
import { idleActions, type IdleAction } from '../check/idleActions.ts';
import { loadCheckDeps } from '../check/loadCheckDeps.ts';
import { asWritten } from './source/sourceValue.ts';
import type { Change } from './policy/change.ts';
import type { SourcePolicy, SourceStatement } from './policy/sourcePolicy.ts';

/** A policy of the guide, and the document of the blueprint for it. */
interface Read {
  readonly policy: SourcePolicy;
  readonly document: DocumentTemplate;
}

/**
 * Leaves out the actions that allow and deny nothing in their statement, although other actions of it do: the check of a
 * blueprint refuses them, and without them the policy allows the same. Adds each to the changes of its policy. A statement in
 * which nothing has an effect stays, because a person has to say what is meant.
 *
 * @param blueprint has the documents as its policies, in the same order
 */
export async function withoutIdleActions<T extends Read>(
  policies: readonly T[],
  blueprint: Blueprint,
): Promise<readonly T[]> {
  const { blueprint: complete } = await withArnFormats(blueprint);
  const { actions } = await loadCheckDeps([complete]);
  const idle = idleActions(complete, actions);
  return policies.map((read, index) =>
    without(read, (statement) => idle.filter((each) => isIn(each, index, statement))),
  );
}

/** Whether an action is in a statement of the only document of a policy. */
function isIn({ path }: IdleAction, policy: number, statement: number): boolean {
  return path.slice(0, 6).join(' ') === ['policies', policy, 'documents', 0, 'Statement', statement].join(' ');
}

function without<T extends Read>(read: T, idleIn: (statement: number) => readonly IdleAction[]): T {
  const changes: Change[] = [];
  const left = read.policy.statements.map((statement, index) => {
    const idle = new Map(idleIn(index).map((each) => [each.text, each]));
    const { Action } = statement.lists;
    const kept = Action?.values.filter((text) => !idle.has(asWritten(text))) ?? [];
    if (Action === undefined || idle.size === 0 || kept.length === 0) return statement;
    for (const text of Action.values) {
      const found = idle.get(asWritten(text));
      if (found !== undefined) changes.push(changeOf(statement, found, text.place));
    }
    return { ...statement, lists: { ...statement.lists, Action: { ...Action, values: kept } } };
  });
  const { document, policy } = read;
  return {
    ...read,
    policy: { statements: left, changes: [...policy.changes, ...changes] },
    document: {
      ...document,
      Statement: document.Statement.map((statement, index) => {
        const values = left[index]?.lists.Action?.values.map(asWritten);
        return Array.isArray(statement.Action) && values !== undefined ? { ...statement, Action: values } : statement;
      }),
    },
  };
}

function changeOf({ index, effect }: SourceStatement, { text, key }: IdleAction, place: Change['place']): Change {
  const nothing = effect === 'Allow' ? 'allows nothing here' : 'denies nothing here';
  return {
    statement: index,
    element: 'Action',
    from: text,
    why:
      key === undefined
        ? `It ${nothing}: it can apply to none of the resources of the statement.`
        : `It ${nothing}: it does not have the condition key ${key}.`,
    place,
  };
}
