import { catalog } from '../../../catalog/index.ts';
import { describeAccess } from '../../../lib/access/access.ts';
import { boundaryValues } from '../../../lib/blueprints/permissionsBoundary.ts';
import { requiredParameters } from '../../../local/requiredParameters.ts';
import { settings } from '../../support/launchedStack.ts';

const access = { tenantId: 'acme', accountId: '111122223333', externalId: 'x'.repeat(32), boundaries: {} };

// Source of the addresses: AWS Management Console, China Regions and AWS GovCloud (US) user guides.
test.each([
  ['aws', 'https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/quickcreate'],
  ['aws-cn', 'https://console.amazonaws.cn/cloudformation/home?region=cn-north-1#/stacks/quickcreate'],
  ['aws-us-gov', 'https://console.amazonaws-us-gov.com/cloudformation/home?region=us-gov-west-1#/stacks/quickcreate'],
] as const)('in %s, the launch link leads to the console of the partition', (partition, page) => {
  const links = catalog.map((blueprint) => {
    const values = boundaryValues(blueprint, requiredParameters(blueprint, 2));
    return describeAccess({ ...settings, partition }, blueprint, access, values).launchUrl;
  });
  expect(new Set(links.map((launchUrl) => launchUrl.split('?templateURL=')[0]))).toEqual(new Set([page]));
});
