import type { OpenedAccount } from '../account/openRunContext.ts';
import type { AccountDeps } from '../account/ports.ts';
import { planForRemoval } from '../blueprints/blueprints.ts';
import { blueprintOf } from '../blueprints/versions.ts';
import { recentChanges } from '../core/judgeRetry.ts';
import { retrying } from '../core/retrying.ts';
import type { CallGuard } from '../core/ports.ts';
import { disclosedKeys } from '../record/disclosedKeyIds.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { boundedDifferences } from './boundedDifferences.ts';
import type { LookContext } from './context.ts';
import { recordKeysOf } from './currentLook.ts';
import { lacking } from './differences.ts';
import { enter } from './enter.ts';
import type { Look, LookItem } from './look.ts';
import { lookAtBoundary } from './lookAtBoundary.ts';
import { lookAtGroup } from './lookAtGroup.ts';
import { lookAtPolicy } from './lookAtPolicy.ts';
import { lookAtTrust, type TrustQuestion } from './lookAtTrust.ts';
import { lookAtUser, type PartOfLook } from './lookAtUser.ts';

/** What a look needs besides the record. */
export interface LookQuestion extends TrustQuestion {
  readonly guard: CallGuard;
  /** Reading of the monotonic clock at which the look ends. What it has not read by then is `unknown`. */
  readonly deadline: number;
}

/** What a look found. */
export interface LookOutcome {
  readonly look: Look;
  /** Why AWS refused the role. Undefined if it did not. */
  readonly refusal: string | undefined;
  /** Whether a look a little later may find out more. */
  readonly mayLearnMore: boolean;
  /** Whether AWS let Latchkey assume the role. Undefined: AWS did not answer. */
  readonly enters: boolean | undefined;
}

/**
 * Compares what is in the account of an onboarding with its plan. Sends Get and List calls alone, one after the other,
 * and the AssumeRole before them. Throws the problem `vendor-side-error` if AWS refuses Latchkey itself.
 */
export async function lookAtAccount(
  deps: AccountDeps,
  record: Onboarding,
  question: LookQuestion,
): Promise<LookOutcome> {
  const { guard, deadline } = question;
  const entry = await enter(deps, record, guard, deadline);
  const opened = entry.kind === 'in' ? entry.opened : undefined;
  const isLost = entry.kind === 'refused' && (entry.isFinal || isRefusedForLong(deps, record));
  const role: LookItem = { kind: 'role', subject: record.roleArn, ...roleState(entry, isLost) };
  const trust = await lookAtTrust(deps, record, opened, question);
  let isDoubtful = entry.kind === 'unknown';
  const noteDoubt = () => {
    isDoubtful = true;
  };
  const rest =
    opened === undefined ? unseen(record) : await lookAtResources(deps, record, opened, { deadline, noteDoubt });
  const items = boundedDifferences([role, trust, ...rest.items]);
  const isIncomplete = items.some(({ state }) => state === 'unknown');
  const hasDrifted = items.some(({ state }) => state === 'drifted');
  const result = isLost ? 'access_lost' : hasDrifted ? 'drifted' : isIncomplete ? 'incomplete' : 'as_planned';
  return {
    look: {
      ...rest,
      items,
      result,
      checkedAt: deps.clock.now(),
      recordKeys: recordKeysOf(record),
      updates: record.updates,
    },
    refusal: entry.kind === 'refused' ? entry.detail : undefined,
    mayLearnMore: isDoubtful,
    enters: entry.kind === 'unknown' ? undefined : entry.kind === 'in',
  };
}

/** Whether AWS has refused the role for longer than a delay can explain. */
function isRefusedForLong({ clock, settings }: AccountDeps, { health }: Onboarding): boolean {
  return health?.refusedSince !== undefined && clock.now() >= health.refusedSince + settings.lostAccessMs;
}

function roleState(entry: Awaited<ReturnType<typeof enter>>, isLost: boolean): Omit<LookItem, 'kind' | 'subject'> {
  switch (entry.kind) {
    case 'in':
      return { state: 'as_planned' };
    case 'unknown':
      return { state: 'unknown', reason: entry.reason };
    case 'refused':
      return isLost
        ? { state: 'drifted', differences: [lacking('Latchkey can assume it', 'AWS refuses it', entry.detail)] }
        : { state: 'unknown', reason: `${entry.detail} ${mayBeLate}` };
  }
}

const mayBeLate = 'A delay inside AWS may be the cause: Latchkey tries again within minutes.';

/** Returns what is known of an account that Latchkey could not enter: the keys on record. */
function unseen(record: Onboarding): PartOfLook {
  const keys = disclosedKeys(record).map(({ userName, id }) => {
    const userArn = record.resources.find(({ type, name }) => type === 'user' && name === userName)?.arn ?? '';
    return { userName, userArn, id, madeBy: 'latchkey' as const, state: 'unknown' as const };
  });
  return { items: [], keys, exposed: [] };
}

async function lookAtResources(
  deps: AccountDeps,
  record: Onboarding,
  opened: OpenedAccount,
  { deadline, noteDoubt }: Pick<LookContext, 'noteDoubt'> & Pick<LookQuestion, 'deadline'>,
): Promise<PartOfLook> {
  const changed = recentChanges(deps.settings);
  const recent = [changed.sessionGiven(opened.sessionSince), changed.permissionsChanged(opened.assumedAt)];
  const { plan } = planForRemoval(deps, record);
  const context: LookContext = {
    deps,
    account: opened.account,
    access: opened.access,
    record,
    blueprint: blueprintOf(deps, record),
    plan,
    noteDoubt,
    call: (read) => retrying(deps.clock, deadline, read, { recent: () => recent }),
  };
  const lookers = { user: lookAtUser, group: lookAtGroup, policy: lookAtPolicy };
  const parts: PartOfLook[] = [];
  for (const type of ['user', 'group', 'policy'] as const)
    for (const resource of record.resources)
      // An update has removed some policies.
      if (resource.type === type && resource.status !== 'removed') parts.push(await lookers[type](context, resource));
  return {
    items: [...parts.flatMap(({ items }) => items), ...(await lookAtBoundary(context))],
    keys: parts.flatMap(({ keys }) => keys),
    exposed: parts.flatMap(({ exposed }) => exposed),
  };
}
