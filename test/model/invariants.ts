import * as z from 'zod';
import { idsByUser, idsOf } from '../../lib/record/disclosedKeyIds.ts';
import { isWorkedOn, type InStatus, type Onboarding, type Status } from '../../lib/record/onboarding.ts';
import { planOf } from '../../lib/blueprints/blueprints.ts';
import { attachmentsOf } from '../../lib/blueprints/policyDocumentsOf.ts';
import { ours } from '../faults/account.ts';
import { leaks } from '../faults/secrets.ts';
import { lookEventTypes } from './looks.ts';
import { otherTags } from './otherTags.ts';
import type { Tenant } from './tenant.ts';
import type { Answer } from './invocations.ts';
import type { World } from './world.ts';
import { iamPathOf } from '../support/tenantNames.ts';

/** By status, the type of the event that has to be sent when an onboarding reaches it. */
const eventTypes: Readonly<Record<Status, string | undefined>> = {
  awaiting_access: undefined,
  provisioning: undefined,
  ready: 'onboarding.ready',
  claiming: undefined,
  claimed: 'onboarding.claimed',
  rotating: undefined,
  updating: undefined,
  rolling_back: undefined,
  failed: 'onboarding.failed',
  needs_attention: 'onboarding.needs_attention',
  expired: 'onboarding.expired',
  offboarding: undefined,
  offboarded: 'onboarding.offboarded',
};

const shown = z.looseObject({
  id: z.string().optional(),
  credentials: z.array(z.object({ secretAccessKey: z.string(), accessKeyId: z.string() })).nullish(),
});
const payload = z.looseObject({ type: z.string(), data: z.looseObject({ id: z.string().optional() }) });

/** The keys in an answer. */
export function keysIn({ text }: Answer) {
  return shown.safeParse(JSON.parse(text)).data?.credentials ?? [];
}

/**
 * Returns a sentence for each violation, with the number of its invariant. Call it when nothing is due any more.
 * @param isKnownToBeLeft whether a caller has accepted that the resources of an onboarding stay in the account
 */
export function violations(
  world: World,
  tenant: Tenant,
  answers: readonly Answer[],
  isKnownToBeLeft: (record: Onboarding) => boolean = () => false,
): readonly string[] {
  tenant.check();
  const all = [...world.watched.records.values()];
  const records = world.records();
  const inAccount = records.filter((record) => record.accountId === tenant.accountId && !isKnownToBeLeft(record));
  return [
    ...world.watched.wrong,
    ...world.callsAfterAnswer(),
    ...world.vendor.wrong,
    ...tenant.wrong,
    ...inAccount.flatMap((record) => whatIsThere(record, tenant)),
    ...inAccount.flatMap((record) => asPlanned(world, record, tenant)),
    ...strays([...records, ...all.filter(isKnownToBeLeft)], tenant),
    ...inAccount.flatMap((record) => keys(record, tenant)),
    ...nothingLeaked(world, answers),
    ...records.flatMap((record) => (isWorkedOn(record) ? [`I4: ${record.id} rests in ${record.status}`] : [])),
    ...shownOnce(answers, all),
    ...records.flatMap((record) => allReported(world, record)),
  ];
}

/** I1: the account has all that the record says, or nothing, or the record names all that is left. */
function whatIsThere(record: Onboarding, tenant: Tenant): readonly string[] {
  const { users, groups, policies } = ours(tenant.account());
  const path = iamPathOf(record, record.id, record.blueprint);
  const there = [...users, ...groups, ...policies].filter((each) => each.path === path).map(({ name }) => name);
  switch (record.status) {
    case 'ready':
    case 'claimed': {
      // What an update has removed stays on record until the next one.
      const wanted = record.resources.filter(({ status }) => status === 'made');
      const missing = wanted.filter(({ name }) => !there.includes(name)).map(({ name }) => name);
      const isBare = ({ name, attached }: (typeof users)[number]) =>
        attached.length === 0 &&
        !groups.some((group) => group.attached.length > 0 && group.members.some(({ userName }) => userName === name));
      const bare = users.filter((each) => each.path === path && isBare(each)).map(({ name }) => name);
      return [
        ...missing.map((name) => `I1: ${record.id} is ${record.status} without ${name}`),
        ...bare.map((name) => `I1: ${name} of ${record.id} has no policy`),
      ];
    }
    case 'needs_attention':
    case 'failed':
    case 'offboarded': {
      // In failed and offboarded, only what Latchkey could not check may be left.
      if (record.status !== 'needs_attention' && record.unknownCalls === undefined)
        return there.map((name) => `I1: ${name} is there, but ${record.id} is ${record.status}`);
      const named = record.resources
        .filter(({ status }) => status === 'left' || status === 'made')
        .map(({ name }) => name);
      return there.filter((name) => !named.includes(name)).map((name) => `I1: ${name} is left over, and nobody knows`);
    }
    default:
      return there.map((name) => `I1: ${name} is there, but ${record.id} is ${record.status}`);
  }
}

/**
 * I9: users that work have the policies and tags of the plan on record, all of them and no others. What AWS did not let an
 * update remove is looked at again after a day.
 */
function asPlanned(world: World, record: Onboarding, tenant: Tenant): readonly string[] {
  if (record.status !== 'ready' && record.status !== 'claimed') return [];
  const { users, groups, policies } = ours(tenant.account());
  const path = iamPathOf(record, record.id, record.blueprint);
  const { plan } = planOf(world.known, record);
  const attachments = attachmentsOf(plan);
  const more = [...users, ...groups]
    .filter((each) => each.path === path)
    .flatMap(({ name, attached }) =>
      attached.flatMap(({ arn }) =>
        attachments.some((each) => each.name === name && each.policyArn === arn) ? [] : [`${arn} at ${name}`],
      ),
    );
  const unused = [...groups, ...policies]
    .filter((each) => each.path === path && !plan.resources.some(({ name }) => name === each.name))
    .map(({ name }) => name);
  // Before the first update, only somebody else can have attached more.
  const isUnchecked = record.lastUpdate?.other !== undefined || record.updates === undefined;
  return [
    ...world.missingIn(record).map((each) => `I9: ${record.id} rests without ${each}`),
    ...(isUnchecked
      ? []
      : [...more, ...unused, ...otherTags(plan, record, users)].map((each) => `I9: ${record.id} rests with ${each}`)),
  ];
}

function strays(records: readonly Onboarding[], tenant: Tenant): readonly string[] {
  const { users, groups, policies } = ours(tenant.account());
  return [...users, ...groups, ...policies]
    .filter(({ path }) => !records.some(({ id }) => path.endsWith(`/${id}/`)))
    .map(({ path, name }) => `I1: ${path}${name} is of no onboarding`);
}

/** Whether the problem of an onboarding names a key that Latchkey could not delete and tries to delete every day. */
const isNamed = (record: Onboarding, id: string) =>
  record.status === 'needs_attention' && record.dueTimes.heldKeys !== undefined && record.problem.detail.includes(id);

/** The problems that say that Latchkey cannot change anything in the account. */
const withoutAccess: readonly string[] = ['access-lost', 'access-denied', 'account-not-ready'];

/** The keys that the record names as disclosed; read without the code under test. */
const committedKeyIds = (record: Onboarding) => idsByUser(('keys' in record ? record.keys : undefined) ?? []);

function keys(record: Onboarding, tenant: Tenant): readonly string[] {
  const { users } = ours(tenant.account());
  return users
    .filter(({ path }) => path.endsWith(`/${record.id}/`))
    .flatMap(({ name, accessKeys }) => {
      const committed = idsOf(committedKeyIds(record), name);
      const known = [...committed, ...idsOf(record.foreignKeyIds ?? [], name), ...tenant.foreignKeys];
      const active = accessKeys.filter(({ status }) => status === 'Active').map(({ id }) => id);
      const unknown = active.filter((id) => !known.includes(id) && !isNamed(record, id));
      // Without access Latchkey cannot delete an undisclosed key; the problem's detail says that one may be active. A
      // claimed onboarding stays claimed, and the later look is repeated daily until the role can be assumed.
      const isExcused =
        (record.status === 'needs_attention' && withoutAccess.includes(record.problem.slug)) ||
        (record.status === 'claimed' && record.waiting !== undefined && !tenant.isTrusting());
      return [
        ...(isExcused ? [] : unknown.map((id) => `I2: ${name} has the key ${id}, whose secret nobody has`)),
        ...(record.status === 'claimed' && !isExcused ? statesOf(record, name, active) : []),
      ];
    });
}

/** I2: the keys that work are those that the record says. Production is never without the key in force. */
function statesOf(record: InStatus<'claimed'>, userName: string, active: readonly string[]): readonly string[] {
  const ofUser = record.keys.filter((key) => key.userName === userName);
  return ofUser.flatMap(({ id, state }) =>
    active.includes(id) === (state !== 'inactive')
      ? []
      : [`I2: the key ${id} of ${userName} is ${state} on record, and ${active.includes(id) ? '' : 'not '}active`],
  );
}

function nothingLeaked(world: World, answers: readonly Answer[]): readonly string[] {
  const environments = {
    table: JSON.stringify(world.items()),
    log: world.log(),
    queue: JSON.stringify([world.work.all(), world.deliveries.all()]),
    webhook: JSON.stringify(world.vendor.received),
    'an error': answers
      .filter(({ status }) => status >= 400)
      .map(({ text }) => text)
      .join('\n'),
  };
  return leaks(world.issued, environments).map((environment) => `I3: a secret is in the ${environment}`);
}

/** I6, and more: a key that was disclosed is on the record, or its receipt names it. */
function shownOnce(answers: readonly Answer[], records: readonly Onboarding[]): readonly string[] {
  const all = answers.flatMap((answer) => {
    const { id } = shown.parse(JSON.parse(answer.text));
    return keysIn(answer).map((key) => ({ id, ...key }));
  });
  const twice = all.filter(
    (key, index) => all.findIndex((each) => each.secretAccessKey === key.secretAccessKey) !== index,
  );
  const unknown = all.filter(({ id, accessKeyId }) => {
    const record = records.find((each) => each.id === id);
    const committed = record === undefined ? [] : committedKeyIds(record).flatMap(({ ids }) => ids);
    // The receipt names a key that was removed with its user.
    const removed = record?.userItems.some(({ id: key }) => key === accessKeyId) === true;
    // The caller has said that it did not get the key, and IAM has not let Latchkey delete it yet.
    const held = record?.unknownCalls?.some(({ keyId }) => keyId === accessKeyId) === true;
    return !committed.includes(accessKeyId) && !removed && !held;
  });
  return [
    ...twice.map(({ accessKeyId }) => `I6: the secret of ${accessKeyId} was shown twice`),
    ...unknown.map(({ id, accessKeyId }) => `I6: ${accessKeyId} was shown, but is not on the record of ${String(id)}`),
  ];
}

const withoutRuns = (types: readonly string[]) => types.filter((type, index) => type !== types[index - 1]);

const storedEvent = z.looseObject({ id: z.string(), type: z.string(), state: z.string() });

/** Returns the events of an onboarding in order: those in its record, and those in items of their own. */
export function eventsOf(world: World, { id, events }: Onboarding) {
  const items = world
    .items()
    .filter(({ pk, sk }) => pk.endsWith(id) && sk.startsWith('event#'))
    .map((item) => storedEvent.parse(item));
  const all = new Map([...items, ...events].map((event) => [event.id, event]));
  const orderOf = (event: { readonly id: string }) => Number(event.id.split('_').at(-1));
  return [...all.values()]
    .map(({ id: webhookId, type, state }) => ({ id: webhookId, type, state }))
    .toSorted((one, other) => orderOf(one) - orderOf(other));
}

const updateEvents = new Set(['onboarding.updated', 'onboarding.update_failed']);

/** I7: each update that has ended was reported. Failures of one kind that follow each other are reported once. */
function updatesReported(
  world: World,
  { id }: Onboarding,
  events: readonly { readonly type: string }[],
): readonly string[] {
  const ended = world.watched.transitions.filter(
    (each) => each.id === id && each.from === 'updating' && each.to !== 'offboarding' && each.phase !== 'tidying',
  );
  const done = ended.filter(({ phase }) => phase === 'removing').length;
  const failed = ended.length - done;
  const reported = (type: string) => events.filter((each) => each.type === type).length;
  const [reportedDone, reportedFailed] = [reported('onboarding.updated'), reported('onboarding.update_failed')];
  return reportedDone === done && reportedFailed <= failed && reportedFailed > 0 === failed > 0
    ? []
    : [
        `I7: ${id} was updated ${String(done)} times, not ${String(failed)}, and reported ${String(reportedDone)}, ${String(reportedFailed)}`,
      ];
}

/** I7: each status that has an event type was reported, in order, with one webhook-id for each event, and delivered. */
function allReported(world: World, record: Onboarding): readonly string[] {
  const events = eventsOf(world, record);
  const expectedTypes = world.watched.transitions
    .filter(({ id }) => id === record.id)
    .reduce<readonly string[]>((types, { from, to }) => {
      // After a failed claim, no event reports `ready` again, unless the onboarding has needed attention since.
      const isKnown = to === 'ready' && from !== 'provisioning' && types.at(-1) !== eventTypes.needs_attention;
      const type = eventTypes[to];
      return isKnown || type === undefined ? types : [...types, type];
    }, []);
  const updates = updatesReported(world, record, events);
  const ofStatus = events
    .map(({ type }) => type)
    .filter((type) => !type.startsWith('credentials.') && !updateEvents.has(type) && !lookEventTypes.has(type));
  const isComplete = withoutRuns(expectedTypes).join() === withoutRuns(ofStatus).join();
  const received = world.vendor.received.filter(({ body }) => payload.parse(JSON.parse(body)).data.id === record.id);
  const firsts = [...new Set(received.map(({ id }) => id))];
  const bodies = new Set(received.map(({ id, body }) => `${id} ${payload.parse(JSON.parse(body)).type}`));
  return [
    ...(isComplete
      ? []
      : [`I7: ${record.id} has the events ${events.map(({ type }) => type).join()}, not ${expectedTypes.join()}`]),
    ...updates,
    ...(firsts.join() === events.map(({ id }) => id).join()
      ? []
      : [`I7: of the events ${events.map(({ id }) => id).join()}, these were received: ${firsts.join()}`]),
    ...(bodies.size === firsts.length ? [] : [`I7: one webhook-id with two events`]),
  ];
}
