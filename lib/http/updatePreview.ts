import type { Blueprint } from '../../catalog/blueprint.ts';
import { boundaryCovering } from '../access/boundaryCovering.ts';
import type { Access } from '../access/ports.ts';
import { planOf } from '../blueprints/blueprints.ts';
import { partsOnlyIn, type PlanParts } from '../blueprints/planParts.ts';
import type { Plan } from '../blueprints/plan.ts';
import { tagChanges, type TagChange } from '../blueprints/tagChanges.ts';
import { tagStepsOf } from '../blueprints/tagSteps.ts';
import { differenceInWords } from '../health/documents.ts';
import { preview } from '../preview/preview.ts';
import { policyChanges, userChanges } from '../preview/updatePreview.ts';
import type { PlanChoice } from '../record/onboarding.ts';
import { withPlan } from '../record/update.ts';
import { updateTarget, type Updatable } from '../requests/updateTarget.ts';
import type { Deps } from './ports.ts';
import { updatePreviewSchema, type UpdatePreviewView } from './views/updateView.ts';

type PreviewDeps = Pick<Deps<'catalog'>, 'settings' | 'catalog' | 'versions'>;

/** Returns what an update of an onboarding would change, in words and item by item. Makes no call. Throws as `updateTarget` does. */
export function updatePreviewOf(
  deps: PreviewDeps,
  record: Updatable,
  access: Access | undefined,
  given: Readonly<Record<string, unknown>>,
): UpdatePreviewView {
  const target = updateTarget(deps, record, given);
  const { blueprint, plan } = planOf(deps, record);
  const before = previewOf(deps, record, blueprint, record);
  const after = previewOf(deps, record, target.blueprint, target.choice);
  const added = partsOnlyIn(target.plan, plan);
  const removed = partsOnlyIn(plan, target.plan);
  const tags = tagChanges(plan, target.plan);
  const covering = access && boundaryCovering(deps.settings, access, target.blueprint, withPlan(record, target.choice));
  const keeps = covering?.some(({ name }) => record.boundaryArn?.endsWith(`/${name}`) === true) === true;
  const [from, to] = [JSON.stringify(before.boundary.document), JSON.stringify(after.boundary.document)];
  return updatePreviewSchema.parse({
    onboarding: record.id,
    blueprint: record.blueprint,
    isCurrent: target.isCurrent,
    versions: { from: record.blueprintDigest ?? null, to: target.choice.blueprintDigest },
    parameters: { from: record.parameters, to: target.choice.parameters },
    users: userChanges(before, after),
    policies: policyChanges(before, after, replacements(record, target.choice, plan, target.plan)),
    attaches: added.attachments,
    detaches: removed.attachments,
    joins: added.memberships,
    leaves: removed.memberships,
    boundary: {
      changes: !keeps,
      needsConsent: covering === undefined || covering.length === 0,
      difference: from === to ? null : differenceInWords(from, to, 2000),
    },
    tags: tags.map(({ type, name, set, removed }) => ({
      type,
      name,
      sets: set,
      removes: removed.map(({ key }) => key),
    })),
    steps: stepsOf(added, removed, tags, keeps ? [] : record.userNames),
  });
}

function previewOf(deps: PreviewDeps, record: Updatable, blueprint: Blueprint, choice: PlanChoice) {
  const { id, accountId, tenantId } = record;
  const { partition } = deps.settings;
  const { parameters: values, policyNames } = choice;
  const onboarding = { id, externalId: undefined, generation: 1 };
  return preview(deps.settings, { blueprint, values, accountId, partition, tenantId, onboarding, policyNames });
}

/** Returns the ARN of the policy that replaces another one with the same name in the blueprint, by the ARN of that one. */
function replacements(
  before: PlanChoice,
  after: PlanChoice,
  planBefore: Plan,
  planAfter: Plan,
): ReadonlyMap<string, string> {
  const nameIn = ({ policyNames }: PlanChoice, planned: string) =>
    policyNames?.find((each) => each.planned === planned)?.name ?? planned;
  const arnIn = ({ resources }: Plan, name: string) =>
    resources.find((each) => each.type === 'policy' && each.name === name)?.arn;
  return new Map(
    (after.policyNames ?? []).flatMap(({ planned, name }): [string, string][] => {
      const [old, arn] = [arnIn(planBefore, nameIn(before, planned)), arnIn(planAfter, name)];
      return old === undefined || arn === undefined || old === arn ? [] : [[old, arn]];
    }),
  );
}

function stepsOf(
  added: PlanParts,
  removed: PlanParts,
  tags: readonly TagChange[],
  bounded: readonly string[],
): readonly string[] {
  const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
  const isDeleted = (name: string) => removed.resources.some((each) => each.type === 'group' && each.name === name);
  return [
    ...added.steps.map(({ name }) => name),
    ...tags.flatMap((change) => Object.values(tagStepsOf(change))),
    ...bounded.map((user) => `set-boundary ${user}`),
    ...removed.attachments
      .filter(({ type, name }) => type === 'user' || !isDeleted(name))
      .map(({ name, policyArn }) => `detach ${nameOf(policyArn)} from ${name}`),
    ...removed.memberships.map(({ user, group }) => `remove ${user} from ${group}`),
    ...(['group', 'policy'] as const).flatMap((type) =>
      removed.resources.filter((each) => each.type === type).map(({ name }) => `remove-${type} ${name}`),
    ),
  ];
}
