import * as z from 'zod';
import { idsOf } from '../../lib/record/disclosedKeyIds.ts';
import { isWorkedOn, type Onboarding, type Status } from '../../lib/record/onboarding.ts';
import { ours } from '../faults/account.ts';
import { leaks } from '../faults/secrets.ts';
import type { Tenant } from './tenant.ts';
import type { Answer, World } from './world.ts';

/** By status, the event that has to be sent when it is reached. */
const told: Readonly<Record<Status, string | undefined>> = {
  awaiting_access: undefined,
  provisioning: undefined,
  ready: 'onboarding.ready',
  claiming: undefined,
  claimed: 'onboarding.claimed',
  rolling_back: undefined,
  failed: 'onboarding.failed',
  needs_attention: 'onboarding.needs_attention',
  expired: undefined,
  offboarding: undefined,
  offboarded: 'onboarding.offboarded',
};

const shown = z.looseObject({
  id: z.string().optional(),
  credentials: z.array(z.object({ secretAccessKey: z.string(), accessKeyId: z.string() })).nullish(),
});
const payload = z.looseObject({ type: z.string(), data: z.looseObject({ id: z.string() }) });

/** The keys in an answer. */
export function keysIn({ text }: Answer) {
  return shown.safeParse(JSON.parse(text)).data?.credentials ?? [];
}

/** The sentences that do not hold once all is quiet, each with its invariant. */
export function broken(world: World, tenant: Tenant, answers: readonly Answer[]): readonly string[] {
  tenant.check();
  const records = [...world.watched.records.values()];
  return [
    ...world.watched.wrong,
    ...world.outlived(),
    ...tenant.wrong,
    ...records.flatMap((record) => whatIsThere(record, tenant)),
    ...strays(records, tenant),
    ...records.flatMap((record) => keys(record, tenant)),
    ...nothingLeaked(world, answers),
    ...records.flatMap((record) => (isWorkedOn(record) ? [`I4: ${record.id} rests in ${record.status}`] : [])),
    ...shownOnce(answers, records),
    ...records.flatMap((record) => allTold(world, record)),
  ];
}

/** I1: all that the record says is there, or nothing, or what is left is named. */
function whatIsThere(record: Onboarding, tenant: Tenant): readonly string[] {
  const { users, groups, policies } = ours(tenant.account());
  const path = `/latchkey/${record.blueprint}/${record.id}/`;
  const there = [...users, ...groups, ...policies].filter((each) => each.path === path).map(({ name }) => name);
  switch (record.status) {
    case 'ready':
    case 'claimed': {
      const missing = record.resources.filter(({ name }) => !there.includes(name)).map(({ name }) => name);
      const bare = users.filter((each) => each.path === path && each.attached.length === 0).map(({ name }) => name);
      return [
        ...missing.map((name) => `I1: ${record.id} is ${record.status} without ${name}`),
        ...bare.map((name) => `I1: ${name} of ${record.id} has no policy`),
      ];
    }
    case 'needs_attention': {
      const named = record.resources
        .filter(({ status }) => status === 'left' || status === 'made')
        .map(({ name }) => name);
      return there.filter((name) => !named.includes(name)).map((name) => `I1: ${name} is left over, and nobody knows`);
    }
    default:
      return there.map((name) => `I1: ${name} is there, but ${record.id} is ${record.status}`);
  }
}

function strays(records: readonly Onboarding[], tenant: Tenant): readonly string[] {
  const { users, groups, policies } = ours(tenant.account());
  return [...users, ...groups, ...policies]
    .filter(({ path }) => !records.some(({ id }) => path.endsWith(`/${id}/`)))
    .map(({ path, name }) => `I1: ${path}${name} is of no onboarding`);
}

/** Problems of which it is the point that nobody can do anything in the account. */
const shutOut: readonly string[] = ['access-lost', 'access-denied', 'account-not-ready'];

/** The keys that the record names as handed out, read without the code that is tested. */
const committedKeyIds = (record: Onboarding) => ('accessKeyIds' in record ? record.accessKeyIds : undefined) ?? [];

function keys(record: Onboarding, tenant: Tenant): readonly string[] {
  const { users } = ours(tenant.account());
  return users
    .filter(({ path }) => path.endsWith(`/${record.id}/`))
    .flatMap(({ name, accessKeys }) => {
      const committed = idsOf(committedKeyIds(record), name);
      const known = [...committed, ...idsOf(record.foreignKeyIds ?? [], name), ...tenant.theirKeys];
      const active = accessKeys.filter(({ status }) => status === 'Active').map(({ id }) => id);
      const unknown = active.filter((id) => !known.includes(id));
      // Whoever was shut out of the account cannot have removed one; the detail of the problem says so.
      const isExcused = record.status === 'needs_attention' && shutOut.includes(record.problem.slug);
      return [
        ...(isExcused ? [] : unknown.map((id) => `I2: ${name} has the key ${id}, which nobody holds`)),
        ...(record.status === 'claimed' && committed.some((id) => !active.includes(id))
          ? [`I2: the key of ${name} on record is not there`]
          : []),
      ];
    });
}

function nothingLeaked(world: World, answers: readonly Answer[]): readonly string[] {
  const environments = {
    table: JSON.stringify(world.items()),
    log: world.log(),
    queue: JSON.stringify([world.work.all(), world.deliveries.all()]),
    webhook: JSON.stringify(world.vendor.taken),
    'an error': answers
      .filter(({ status }) => status >= 400)
      .map(({ text }) => text)
      .join('\n'),
  };
  return leaks(world.issued, environments).map((environment) => `I3: a secret is in the ${environment}`);
}

/** I6, and that a key that was shown is the one on record for as long as nobody ends it. */
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
    // Or the receipt names it as gone with its user.
    const removed = record?.userItems.some(({ id: key }) => key === accessKeyId) === true;
    return !committed.includes(accessKeyId) && !removed;
  });
  return [
    ...twice.map(({ accessKeyId }) => `I6: the secret of ${accessKeyId} was shown twice`),
    ...unknown.map(({ id, accessKeyId }) => `I6: ${accessKeyId} was shown, but is not on the record of ${String(id)}`),
  ];
}

const withoutRuns = (types: readonly string[]) => types.filter((type, index) => type !== types[index - 1]);

/** I7: each state that is told has its event, in order, each with one webhook-id, and each delivered. */
function allTold(world: World, record: Onboarding): readonly string[] {
  const events = record.events.map(({ id, type }) => ({ id, type }));
  const came = world.watched.transitions
    .filter(({ id, from, to }) => id === record.id && !(to === 'ready' && from !== 'provisioning'))
    .flatMap(({ to }) => told[to] ?? []);
  const isWhole = withoutRuns(came).join() === withoutRuns(events.map(({ type }) => type)).join();
  const taken = world.vendor.taken.filter(({ body }) => payload.parse(JSON.parse(body)).data.id === record.id);
  const firsts = [...new Set(taken.map(({ id }) => id))];
  const bodies = new Set(taken.map(({ id, body }) => `${id} ${payload.parse(JSON.parse(body)).type}`));
  return [
    ...(isWhole ? [] : [`I7: ${record.id} went ${came.join()} and told ${events.map(({ type }) => type).join()}`]),
    ...(firsts.join() === events.map(({ id }) => id).join()
      ? []
      : [`I7: of ${events.map(({ id }) => id).join()} came ${firsts.join()}`]),
    ...(bodies.size === firsts.length ? [] : [`I7: one webhook-id with two events`]),
  ];
}
