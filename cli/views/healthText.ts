import type { OnboardingHealth } from '../../client/index.ts';
import type { Output } from '../context.ts';
import { formatDetails } from '../output/details.ts';
import { formatTable } from '../output/table.ts';
import { shortTime } from '../output/time.ts';
import { verdictOf } from './healthVerdict.ts';

type Item = OnboardingHealth['items'][number];
type Difference = NonNullable<Item['differences']>[number];
type Key = OnboardingHealth['keys'][number];

/**
 * Returns the health of an onboarding for a person: what differs, with what to do about it, then what is not known, then
 * the keys. What is as planned is one line.
 */
export function healthText(health: OnboardingHealth, output: Output): string {
  const { id, items, keys, exposed } = health;
  const inState = (wanted: Item['state']) => items.filter(({ state }) => state === wanted);
  const parts = [
    summaryText(health, output),
    ...inState('drifted').flatMap((item) => (item.differences ?? []).map((each) => driftText(id, item, each, output))),
    ...exposed.map(({ userName, policyArn, since }) =>
      formatDetails(
        [
          ['Exposed', `user ${userName}`],
          ['Policy', policyArn],
          ['Since', since],
          ['Repair', `latchkey rotate ${id} --user ${userName}`],
        ],
        output,
      ),
    ),
    ...[...inState('unknown'), ...inState('not_checked')].map((item) => unknownText(id, item, output)),
    keysText(keys, output),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function summaryText(health: OnboardingHealth, output: Output): string {
  const { id, status, tenantId, accountId, blueprint, live, checkedAt, nextLookAt, items } = health;
  const planned = items.filter(({ state }) => state === 'as_planned');
  const looked = checkedAt === null ? undefined : `${shortTime(checkedAt)}${live ? '' : ', the last look'}`;
  return formatDetails(
    [
      ['Onboarding', id],
      ['Status', status],
      ['Tenant', tenantId],
      ['Account', accountId],
      ['Blueprint', blueprint],
      ['Looked at', looked],
      ['Next look', nextLookAt && shortTime(nextLookAt)],
      ['Result', verdictOf(health).says],
      ['As planned', planned.length === 0 ? undefined : `${planned.length} of ${items.length}: ${kindsOf(planned)}`],
    ],
    output,
  );
}

/** Returns the kinds of items, each once, with how many there are: `role, user, tags (2)`. */
function kindsOf(items: readonly Item[]): string {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const { length } = items.filter((each) => each.kind === kind);
      return length === 1 ? kind : `${kind} (${length})`;
    })
    .join(', ');
}

function driftText(id: string, { kind, subject }: Item, difference: Difference, output: Output): string {
  const { what, expected, found, why, toDo, repair } = difference;
  return formatDetails(
    [
      [headingOf(what), `${kind} ${subject}`],
      ['Expected', expected],
      ['Found', found],
      ['Why', why],
      ['To do', toDo],
      ['Repair', repairCommand(id, repair)],
    ],
    output,
  );
}

function headingOf(what: Difference['what']): string {
  switch (what) {
    case 'missing':
      return 'Missing';
    case 'extra':
      return 'Not planned';
    case 'changed':
      return 'Changed';
  }
}

function repairCommand(id: string, repair: Difference['repair']): string | undefined {
  switch (repair) {
    case 'rotate':
      return `latchkey rotate ${id}`;
    case 'offboard':
      return `latchkey offboard ${id}, then create it again`;
    case 'none':
      return undefined;
  }
}

function unknownText(id: string, { kind, subject, state, reason, checkedAt }: Item, output: Output): string {
  return formatDetails(
    [
      [state === 'unknown' ? 'Not known' : 'Not checked', `${kind} ${subject}`],
      ['Why', reason],
      ['Checked', checkedAt && shortTime(checkedAt)],
      ['To check it', kind === 'trust' && state === 'not_checked' ? `latchkey health ${id} --probe-trust` : undefined],
    ],
    output,
  );
}

function keysText(keys: readonly Key[], output: Output): string {
  if (keys.length === 0) return '';
  const rows = keys.map((key) => [key.accessKeyId, key.userName, key.state, ageOf(key), lastUseOf(key), makerOf(key)]);
  return formatTable(['ACCESS KEY', 'USER', 'STATE', 'AGE', 'LAST USE', 'CREATED BY'], rows, output);
}

const ageOf = ({ ageDays }: Key) =>
  ageDays === undefined ? undefined : `${ageDays} ${ageDays === 1 ? 'day' : 'days'}`;

/** IAM shows a use late, and not every use. */
function lastUseOf({ lastUsed }: Key): string {
  if (lastUsed === undefined) return 'not known';
  if (lastUsed === null) return 'never';
  const { at, service, region } = lastUsed;
  return `${shortTime(at)}, ${service}${region === undefined ? '' : ` in ${region}`}`;
}

const makerOf = ({ madeBy }: Key) => (madeBy === 'latchkey' ? 'Latchkey' : 'somebody else');
