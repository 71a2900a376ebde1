import * as z from 'zod';
import { idsByUser, idsOf } from '../../lib/record/disclosedKeyIds.ts';
import { isWorkedOn, statuses } from '../../lib/record/onboarding.ts';
import { recordIn } from '../support/records.ts';
import { earlierDigest, earlierTag } from './earlier.ts';
import { foreign, ours, readAccount, shape, type Account } from './account.ts';
import type { Evidence } from './evidence.ts';
import { lookViolations, onlyTrueFindings } from './lookInvariants.ts';
import { recordsIn, type StoredOnboarding } from './records.ts';
import { leaks } from './secrets.ts';

/** The statuses in which no process works on an onboarding. */
const resting = new Set<string>(statuses.filter((status) => !isWorkedOn(recordIn(status))));
const handedOut = z.object({ credentials: z.array(z.object({ secretAccessKey: z.string() })).nullish() });

/** Returns a sentence for each violation, with the number of its invariant. */
export function violations(evidence: Evidence): readonly string[] {
  const records = recordsIn(evidence.items).filter(({ tenantId }) => tenantId === evidence.tenantId);
  const found = [
    ...oneOfEach(evidence, records),
    ...onlyKnownKeys(evidence, records),
    ...nothingLeaked(evidence),
    ...records.flatMap(({ status }) => (resting.has(status) ? [] : [`I4: its status is ${status}`])),
    ...records.flatMap((record) => notGivenUp(evidence, record)),
    ...(evidence.deadLetters === 0 ? [] : [`I4: ${String(evidence.deadLetters)} messages were given up`]),
    ...nothingForeignChanged(evidence),
    ...shownOnce(evidence),
    ...deliveredOnce(evidence, records),
    ...records.flatMap((record) => onlyTrueFindings(evidence, record)),
    ...lookViolations(evidence, records),
  ];
  const rest = records.map(({ status, problem }) => `${status}${problem === undefined ? '' : `: ${problem.detail}`}`);
  return found.length === 0 ? [] : [...found, `its status is ${rest.join(', ')}`];
}

/** Returns an account in which every user of ours has lost the tag of an earlier version. A user without it gets another tag. */
function withoutEarlierTag(account: Account): Account {
  const isEarlier = ({ Key, Value }: Account['users'][number]['tags'][number]) =>
    Key === earlierTag.Key && Value === earlierTag.Value;
  const users = account.users.map((user) => ({
    ...user,
    tags: user.tags.some(isEarlier) ? user.tags.filter((tag) => !isEarlier(tag)) : [{ Key: 'lost', Value: 'tag' }],
  }));
  return { ...account, users };
}

/** I1, and more: the account has what a run without a fault makes, or nothing, or the record names all that is left. */
function oneOfEach(evidence: Evidence, records: readonly StoredOnboarding[]): readonly string[] {
  const { accountAfter, completeShape } = evidence;
  const account = readAccount(accountAfter);
  const { users, groups, policies } = ours(account);
  const all = [...users, ...groups, ...policies];
  if (records.length > 1) return [`I1: ${String(records.length)} onboardings for one slot`];
  const [record] = records;
  const names = all.map(({ path, name }) => `${path}${name}`);
  const stray = record === undefined ? names : names.filter((name) => !name.includes(record.id));
  if (stray.length > 0) return [`I1: of no onboarding: ${stray.join(', ')}`];
  switch (record?.status) {
    case undefined:
      return [];
    case 'ready':
    case 'claimed': {
      const found = shape(record.blueprintDigest === earlierDigest ? withoutEarlierTag(account) : account, evidence);
      return found === completeShape ? [] : [`I1: not what a clean run makes: ${found}`];
    }
    case 'needs_attention': {
      const named = record.resources
        .filter(({ status }) => status === 'left' || status === 'made')
        .map(({ arn }) => arn);
      const unnamed = names.filter((name) => !named.some((arn) => arn.endsWith(name)));
      return unnamed.map((name) => `I1: ${name} is left over and nobody knows of it`);
    }
    default:
      return names.map((name) => `I1: ${name} is there, but the onboarding is ${record?.status ?? 'gone'}`);
  }
}

/** I4, and more: a temporary fault does not end an onboarding in `failed` or `needs_attention`. */
function notGivenUp({ mayFail, mayNeedAttention }: Evidence, { status }: StoredOnboarding): readonly string[] {
  const isGivenUp = (status === 'failed' && !mayFail) || (status === 'needs_attention' && !mayNeedAttention);
  return isGivenUp ? [`I4: it is given up as ${status}, for what passes by itself`] : [];
}

function onlyKnownKeys({ accountAfter }: Evidence, [record]: readonly StoredOnboarding[]): readonly string[] {
  const { users } = ours(readAccount(accountAfter));
  return users.flatMap(({ name, accessKeys }) => {
    const committed = idsOf(idsByUser(record?.keys ?? []), name);
    const known = [...committed, ...idsOf(record?.foreignKeyIds ?? [], name)];
    const active = accessKeys.filter(({ status }) => status === 'Active').map(({ id }) => id);
    return [
      ...active
        .filter((id) => !known.includes(id))
        .map((id) => `I2: ${name} has the key ${id}, whose secret nobody has`),
      ...(record?.status === 'claimed' ? statesOf(record, name, active) : []),
    ];
  });
}

/** I2: the keys that work are those that the record says. Production is never without the key in force. */
function statesOf(
  { keys = [] }: Pick<StoredOnboarding, 'keys'>,
  userName: string,
  active: readonly string[],
): readonly string[] {
  return keys
    .filter((key) => key.userName === userName && active.includes(key.id) !== (key.state !== 'inactive'))
    .map(({ id, state }) => `I2: the key ${id} is ${state} on record, and ${active.includes(id) ? '' : 'not '}active`);
}

function nothingLeaked({ items, answers, issued, log, messages, deliveries }: Evidence): readonly string[] {
  const errors = answers.filter(({ status }) => status >= 400 || status === 0).map(({ text }) => text);
  const environments = {
    table: JSON.stringify(items),
    log,
    queue: messages,
    webhook: JSON.stringify(deliveries),
    'an error': errors.join('\n'),
  };
  return leaks(issued, environments).map((environment) => `I3: a secret is in the ${environment}`);
}

function nothingForeignChanged({
  accountBefore,
  accountAfter,
  controlTenantBefore,
  controlTenantAfter,
}: Evidence): readonly string[] {
  return [
    ...(foreign(readAccount(accountBefore)) === foreign(readAccount(accountAfter))
      ? []
      : [`I5: what others have in the account has changed: ${foreign(readAccount(accountAfter))}`]),
    ...(controlTenantBefore === controlTenantAfter ? [] : ['I5: another tenant has changed']),
  ];
}

function shownOnce({ answers }: Evidence): readonly string[] {
  const shown = answers.flatMap(({ status, text }) =>
    status === 0
      ? []
      : (handedOut.safeParse(JSON.parse(text)).data?.credentials ?? []).map((each) => each.secretAccessKey),
  );
  return shown.length === new Set(shown).size ? [] : ['I6: a secret was shown twice'];
}

/** I7: each event of the record was delivered, under one ID, and no other event was. */
function deliveredOnce({ deliveries }: Evidence, [record]: readonly StoredOnboarding[]): readonly string[] {
  const events = record?.events ?? [];
  const unknown = deliveries.filter(({ id }) => !events.some((event) => event.id === id));
  return [
    ...events
      .filter(({ id, state }) => state !== 'delivered' || !deliveries.some((each) => each.id === id))
      .map(
        ({ id, type, state }) =>
          `I7: ${type} ${id} is ${state}, and was ${deliveries.some((each) => each.id === id) ? '' : 'never '}received`,
      ),
    ...unknown.map(({ id, body }) => `I7: ${id} is no event on record: ${body}`),
    ...(new Set(deliveries.map(({ id, body }) => `${id} ${body}`)).size === new Set(deliveries.map(({ id }) => id)).size
      ? []
      : ['I7: one ID was used for two events']),
  ];
}
