import { buildCommand } from '@stricli/core';
import type { OnboardingList, Status } from '../../client/index.ts';
import type { CliContext, Output } from '../context.ts';
import { accountFlag, commonFlags, tenantFlag, type CommonFlags } from '../flags/commonFlags.ts';
import { dayOf, readDay } from '../flags/dayFlag.ts';
import { docs } from '../flags/docs.ts';
import { statuses } from '../flags/statuses.ts';
import { upTo1000 } from '../flags/upTo1000.ts';
import { notice } from '../output/notice.ts';
import { printResult } from '../output/result.ts';
import { formatTable } from '../output/table.ts';
import { shortTime } from '../output/time.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags {
  readonly tenant?: string | undefined;
  readonly account?: string | undefined;
  readonly status?: Status | undefined;
  readonly rotateBefore?: string | undefined;
  readonly outdated?: boolean | undefined;
  readonly current?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly all?: boolean | undefined;
}

/** `latchkey list` */
export const list = buildCommand<Flags, [], CliContext>({
  docs: docs({
    brief: 'List onboardings, newest first',
    examples: [
      ['latchkey list', 'The newest 50 onboardings'],
      ['latchkey list --tenant acme --status claimed', 'Those of one tenant whose keys were handed over'],
      ['latchkey list --tenant acme --current', 'Those of one tenant that have not ended'],
      ['latchkey list --account 111122223333', 'Those of one AWS account'],
      [
        'latchkey list --rotate-before 30d',
        'Those whose keys should be replaced within 30 days, the most urgent first',
      ],
      ['latchkey list --outdated', 'Those whose blueprint was deployed in another version since'],
      ['latchkey list --status needs_attention --all --json', 'All that a person has to look at, for a program'],
    ],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      tenant: { ...tenantFlag, optional: true },
      account: { ...accountFlag, optional: true },
      status: { kind: 'enum', values: statuses, optional: true, brief: 'Only those with this status' },
      rotateBefore: {
        kind: 'parsed',
        parse: readDay,
        optional: true,
        placeholder: 'DAY',
        brief: 'Only those with a key to replace before a day: 2027-01-31, or 30d from now',
      },
      outdated: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Only those that were planned with another version of their blueprint',
      },
      current: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Leave out those that have ended: offboarded and expired',
      },
      limit: {
        kind: 'parsed',
        parse: upTo1000,
        optional: true,
        placeholder: 'NUMBER',
        brief: 'How many at most, up to 1000 (default: 50)',
      },
      cursor: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'CURSOR',
        brief: 'Continue with the page that the last answer named',
      },
      all: { kind: 'boolean', optional: true, withNegated: false, brief: 'Read every page' },
    },
    aliases: { t: 'tenant', a: 'account', s: 'status', n: 'limit' },
  },
  async func({ tenant, account, status, rotateBefore: given, outdated, current, limit, cursor, all, ...flags }) {
    const rotateBefore = given && dayOf(given, this.clock.now());
    const client = connect(this, flags, 'either');
    const query = {
      ...(tenant !== undefined && { tenantId: tenant }),
      ...(account !== undefined && { accountId: account }),
      ...(status !== undefined && { status }),
      ...(rotateBefore !== undefined && { rotateBefore }),
      ...(outdated === true && { outdated: 'true' as const }),
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    };
    const found: OnboardingList = { onboardings: [], cursor: null };
    for await (const page of client.pages(query, { signal: this.interrupted })) {
      found.onboardings.push(...page.onboardings.filter((each) => current !== true || !hasEnded(each)));
      found.cursor = page.cursor;
      // A page can have nothing but onboardings that have ended.
      if (all !== true && (current !== true || found.onboardings.length > 0)) break;
    }
    printResult(this, flags, found, rotateBefore === undefined ? listText : rotationText);
    if (flags.json === true) return;
    if (found.onboardings.length === 0) notice(this, 'There is no such onboarding.');
    // The cursor is for this day, and not for another number of days from now.
    const day = rotateBefore === undefined ? '' : `--rotate-before ${rotateBefore} `;
    if (found.cursor !== null)
      notice(this, `There are more: --all reads them all, ${day}--cursor ${found.cursor} the next.`);
  },
});

const hasEnded = ({ status }: OnboardingList['onboardings'][number]) => status === 'offboarded' || status === 'expired';

function listText({ onboardings }: OnboardingList, output: Output): string {
  if (onboardings.length === 0) return '';
  const rows = onboardings.map(({ id, status, tenantId, accountId, blueprint, updatedAt }) => [
    id,
    status,
    tenantId,
    accountId,
    blueprint,
    updatedAt,
  ]);
  return formatTable(['ONBOARDING', 'STATUS', 'TENANT', 'ACCOUNT', 'BLUEPRINT', 'UPDATED'], rows, output);
}

/** The list of keys to rotate, with the day by which each onboarding needs it. */
function rotationText({ onboardings }: OnboardingList, output: Output): string {
  if (onboardings.length === 0) return '';
  const rows = onboardings.map(({ id, tenantId, accountId, blueprint, rotateBy }) => [
    id,
    rotateBy && shortTime(rotateBy),
    tenantId,
    accountId,
    blueprint,
  ]);
  return formatTable(['ONBOARDING', 'ROTATE BY', 'TENANT', 'ACCOUNT', 'BLUEPRINT'], rows, output);
}
