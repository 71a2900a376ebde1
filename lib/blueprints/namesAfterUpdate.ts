import { nameLimits } from '../core/names.ts';
import type { Onboarding } from '../record/onboarding.ts';
import type { Plan } from './plan.ts';
import { sameDocument } from './policyDocument.ts';

/** What the names of the policies after an update depend on. */
interface NamesQuestion {
  readonly record: Pick<Onboarding, 'policyNames' | 'resources'>;
  /** The plans before and after the update, with the names that the blueprints say. */
  readonly before: Plan;
  readonly after: Plan;
  /** The number of the update, from 1. No name is used twice, so that a policy that was just deleted is in nobody's way. */
  readonly number: number;
}

/**
 * Returns the policies of a plan whose names differ from what its blueprint says. A policy whose document stays keeps its
 * name. One whose document changes becomes another policy, because the one before works until the new one is attached.
 */
export function namesAfterUpdate({ record, before, after, number }: NamesQuestion): Onboarding['policyNames'] {
  const names = documentsOf(after).flatMap(({ policy: planned, document }) => {
    const earlier = documentsOf(before).find(({ policy }) => policy === planned);
    const isKept = earlier !== undefined && sameDocument(earlier.document, document);
    const current = record.policyNames?.find((each) => each.planned === planned)?.name ?? planned;
    const isFree =
      earlier === undefined && !record.resources.some(({ type, name }) => type === 'policy' && name === planned);
    const name = isKept ? current : isFree ? planned : versioned(planned, number);
    return name === planned ? [] : [{ planned, name }];
  });
  return names.length === 0 ? undefined : names;
}

function documentsOf({ steps }: Plan) {
  return steps.flatMap((step) => (step.kind === 'create-policy' ? [step] : []));
}

/** The first update makes the second version. */
function versioned(planned: string, number: number): string {
  const suffix = `-v${String(number + 1)}`;
  return `${planned.slice(0, nameLimits.policy - suffix.length)}${suffix}`;
}
