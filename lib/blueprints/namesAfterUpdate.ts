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
  /** The number of the update, from 1. No name is used twice: IAM may still refuse that of a deleted policy. */
  readonly number: number;
}

/**
 * Returns the policies of a plan whose names differ from what its blueprint says. A policy whose document stays keeps its
 * name. One whose document changes becomes another policy, because the one before works until the new one is attached.
 */
export function namesAfterUpdate({ record, before, after, number }: NamesQuestion): Onboarding['policyNames'] {
  const [earlier, later] = [documentsOf(before), documentsOf(after)];
  const used = record.resources.flatMap(({ type, name }) => (type === 'policy' ? [name] : []));
  const taken = new Set([...used, ...later.map(({ policy }) => policy)].map(ignoringCase));
  const names = later.flatMap(({ policy: planned, document }) => {
    const same = earlier.find(({ policy }) => policy === planned);
    const isKept = same !== undefined && sameDocument(same.document, document);
    if (isKept) return record.policyNames?.filter((each) => each.planned === planned) ?? [];
    if (same === undefined && !used.some((name) => ignoringCase(name) === ignoringCase(planned))) return [];
    const name = freeVersion(planned, number, taken);
    taken.add(ignoringCase(name));
    return [{ planned, name }];
  });
  return names.length === 0 ? undefined : names;
}

/** IAM takes two names that differ only in case for the same. */
const ignoringCase = (name: string) => name.toLowerCase();

function documentsOf({ steps }: Plan) {
  return steps.flatMap((step) => (step.kind === 'create-policy' ? [step] : []));
}

/**
 * Returns the name of a new version. The first update makes the second version. A number is left out if the name belongs to
 * another policy: a blueprint may have such a name itself, and of two long names the same part may remain.
 */
function freeVersion(planned: string, number: number, taken: ReadonlySet<string>): string {
  for (let version = number + 1; ; version += 1) {
    const suffix = `-v${String(version)}`;
    const name = `${planned.slice(0, nameLimits.policy - suffix.length)}${suffix}`;
    if (!taken.has(ignoringCase(name))) return name;
  }
}
