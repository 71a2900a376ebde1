import type { Blueprint } from '../../catalog/blueprint.ts';
import { escalations, type Escalation } from '../../lib/preview/escalations.ts';
import { mayDo, readDocument } from '../../lib/preview/mayDo.ts';
import { effectiveBoundary, effectiveUsers, inWords, type Source } from '../policy/alternatives.ts';
import { matchesText } from '../policy/evaluateTest.ts';
import { readPolicy } from '../policy/readPolicy.ts';
import type { BlueprintProblem } from '../problem.ts';
import { checkedAlternatives } from './checkedAlternatives.ts';
import type { CheckDeps } from './deps.ts';

/**
 * Returns a problem for each published escalation method that works with the keys of a user and that no note mentions. A
 * note mentions a method if it names the method or one of the actions that make it possible, also by a pattern such as
 * `iam:*`. It mentions administrative keys if it says that they allow everything, or names AdministratorAccess. What the
 * keys may do is judged as in the preview (lib/preview/risks.ts).
 */
export function noteProblems(blueprint: Blueprint, deps: CheckDeps): readonly BlueprintProblem[] {
  const notes = blueprint.notes.join('\n');
  const found = new Map<string, BlueprintProblem>();
  for (const [name, { needs, gives, where }] of openMethods(blueprint, deps)) {
    if (name === administrative ? mentionsAdministrative(notes) : mentions(notes, name, needs)) continue;
    found.set(name, {
      path: ['notes'],
      problem:
        name === administrative
          ? `the keys of a user allow everything${where}, and no note says so`
          : `a user may call ${needs.join(', ')}${where}, which gives ${gives} (the escalation method ${name}), and no note says so`,
      remedy:
        name === administrative
          ? 'Say in a note that the keys allow everything, and why.'
          : `Name ${[...needs].sort(byRisk)[0] ?? ''} in a note that says why the product needs it, or take it out of the policy and of permissionsBoundary.`,
      severity: 'error',
    });
  }
  return [...found.values()];
}

const administrative = 'administrative';

type Method = Pick<Escalation, 'needs' | 'gives'> & { readonly where: string };

function openMethods(blueprint: Blueprint, deps: CheckDeps): ReadonlyMap<string, Method> {
  const open = new Map<string, Method>();
  for (const alternative of checkedAlternatives(blueprint)) {
    const boundary = effectiveBoundary(blueprint, alternative);
    const limit = boundary === undefined ? undefined : document(boundary, deps);
    if (limit === undefined) continue;
    for (const { sources } of effectiveUsers(blueprint, alternative)) {
      // As in the preview: a managed policy of AWS, which may change, counts as all that the boundary allows.
      const policies = sources.map((source) => ('managed' in source ? limit : document(source, deps)));
      const may = (action: string, passedTo?: string) =>
        mayDo(limit, action, passedTo) && policies.some((each) => each !== undefined && mayDo(each, action, passedTo));
      const where = inWords(alternative);
      if (may('*')) open.set(administrative, { needs: [], gives: '', where });
      else {
        for (const { name, needs, passesTo, gives } of escalations) {
          if (!open.has(name) && needs.every((action) => may(action, passesTo)))
            open.set(name, { needs, gives, where });
        }
      }
    }
  }
  return open;
}

function document(source: Source, { managedDocuments }: CheckDeps) {
  const given = 'managed' in source ? managedDocuments.get(source.managed) : { Statement: source.document.Statement };
  if (given === undefined) return undefined;
  // `NotResource` counts as every resource, so that a wrong result is wrongly true.
  const statements = readPolicy(given).map(({ raw: { NotResource: _, ...raw } }) => ({ Resource: ['*'], ...raw }));
  return readDocument(JSON.stringify({ Statement: statements }));
}

function mentions(notes: string, method: string, needs: readonly string[]): boolean {
  const actions = notes.match(/\b[a-z][a-z0-9-]*:[\w*?]+/gi) ?? [];
  return (
    new RegExp(`\\b${method}\\b`).test(notes) ||
    needs.some((need) => actions.some((named) => matchesText(named.toLowerCase(), need.toLowerCase(), true)))
  );
}

function mentionsAdministrative(notes: string): boolean {
  return /\b(allows?|do|may do) everything\b|AdministratorAccess|\badministrative\b/i.test(notes);
}

/** The actions of IAM first: they are what makes a method dangerous. */
function byRisk(one: string, other: string): number {
  return Number(other.startsWith('iam:')) - Number(one.startsWith('iam:'));
}
