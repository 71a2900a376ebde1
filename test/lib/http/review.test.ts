import { catalog } from '../../../catalog/index.ts';
import type { Access } from '../../../lib/access/ports.ts';
import { tenantToken } from '../../../lib/core/names.ts';
import { partitionNames, partitions } from '../../../lib/core/partitions.ts';
import { reviewOf } from '../../../lib/http/review.ts';
import { statuses } from '../../../lib/record/onboarding.ts';
import { externalId, settings } from '../../support/launchedStack.ts';
import { recordIn } from '../../support/records.ts';

const access: Access = {
  tenantId: 'acme',
  accountId: '111122223333',
  externalId,
  boundaries: {},
  proven: {},
  assumedRoles: [],
  version: 1,
};
const deps = { settings, catalog };
const everything = { onboarding: recordIn('awaiting_access'), access, link: undefined, mayLaunch: true };

test.each(statuses)('an onboarding with the status %s has the same preview, template and stack', (status) => {
  const { status: shown, ...review } = reviewOf(deps, { ...everything, onboarding: recordIn(status) });
  const { status: _, ...waiting } = reviewOf(deps, everything);
  expect([shown, review]).toEqual([status, waiting]);
  expect([review.preview, review.template, review.stack]).not.toContain(null);
});

describe.each(partitionNames)('in the partition %s', (partition) => {
  const roleArn = `arn:${partition}:iam::111122223333:role/latchkey-bootstrap-custom-${tenantToken('acme')}`;
  const review = reviewOf(
    { ...deps, settings: { ...settings, partition } },
    { ...everything, onboarding: recordIn('claimed', { roleArn }) },
  );

  test('every ARN belongs to it, and the console and the region of the stack', () => {
    const arns = [...JSON.stringify({ ...review, template: null }).matchAll(/arn:([\w-]+):/g)];
    expect(new Set(arns.map(([, found]) => found))).toEqual(new Set([partition]));
    const { console: consoleUrl, homeRegion } = partitions[partition];
    expect([review.partition, review.launchRegion]).toEqual([partition, homeRegion]);
    expect(review.stack?.launchUrl.startsWith(`${consoleUrl}/cloudformation/home?region=${homeRegion}#`)).toBe(true);
  });

  test('the sessions are those of the role that Latchkey assumes, which may not be that of the stack', () => {
    expect(review.cloudTrail.sessionArn).toBe(
      `arn:${partition}:sts::111122223333:assumed-role/latchkey-bootstrap-custom-${tenantToken('acme')}/${review.onboarding}`,
    );
  });
});

test.each([
  {
    retired: 'blueprint',
    what: 'the blueprint is not deployed any more',
    reviewed: everything,
    deployed: [],
    missing: ['preview', 'stack', 'template'],
  },
  {
    retired: 'parameters',
    what: 'the blueprint does not accept a parameter of the onboarding any more',
    reviewed: { ...everything, onboarding: recordIn('claimed', { parameters: { size: 'large' } }) },
    deployed: catalog,
    missing: ['preview', 'stack'],
  },
  {
    retired: 'access',
    what: 'the access was retired',
    reviewed: { ...everything, access: undefined },
    deployed: catalog,
    missing: ['launchRegion', 'stack'],
  },
])('if $what, $missing are missing, and retired says so', ({ retired, reviewed, deployed, missing }) => {
  const review = reviewOf({ settings, catalog: deployed }, reviewed);
  const { launchRegion, preview, stack, template } = review;
  const parts = Object.entries({ launchRegion, preview, stack, template });
  expect(review.retired).toBe(retired);
  expect(parts.flatMap(([name, value]) => (value === null || value === undefined ? [name] : []))).toEqual(missing);
  expect(review.revoke).toEqual({ stackName: `latchkey-tutum-${tenantToken('acme')}`, userNames: ['tutum'] });
});
