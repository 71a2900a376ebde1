import { IAMClient } from '@aws-sdk/client-iam';
import { iamSession } from '../../../../lib/gateways/aws/iamSession.ts';
import { tenantAccount } from '../../../../lib/gateways/aws/tenantAccount.ts';
import type { TenantAccount } from '../../../../lib/account/ports.ts';
import { kinds } from '../../../support/gatewayActions.ts';

const metadata = { $metadata: {} };
const group = { Arn: 'arn', GroupId: 'id', Path: '/' };

/** An account in which every list has two pages. Also returns the markers that were requested. */
function ofTwoPages() {
  const markers: unknown[] = [];
  const iam = new IAMClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  iam.middlewareStack.add(
    () =>
      ({ input }: { readonly input: object }) => {
        const marker = 'Marker' in input ? input.Marker : undefined;
        markers.push(marker);
        const page = marker === undefined ? { IsTruncated: true, Marker: 'next' } : { IsTruncated: false };
        return Promise.resolve({ response: {}, output: { ...page, ...metadata, Group: group } });
      },
    { step: 'initialize' },
  );
  const nobody = new AbortController().signal;
  const session = iamSession({
    client: iam,
    renew: () => Promise.resolve(iam),
    guard: { beforeCall: () => Promise.resolve(), check: () => undefined, signal: nobody },
    requestTimeoutMs: 60_000,
  });
  return {
    account: tenantAccount({ accountId: '111122223333', roleId: undefined, givenAt: undefined }, session),
    markers,
  };
}

const lists: readonly (readonly [string, (account: TenantAccount) => Promise<unknown>])[] = [
  // A user has at most one login profile, so there is no list of them.
  ...kinds
    .filter((what) => what !== 'login-profile')
    .map((what) => [what, (account: TenantAccount) => account.listOnUser('u', what)] as const),
  ['keys', (account) => account.listAccessKeys('u')],
  ['members', (account) => account.getGroup('g')],
  ['policies of a group', (account) => account.listAttachedGroupPolicies('g')],
  ['inline policies of a group', (account) => account.listGroupPolicies('g')],
  ['policies of the account', (account) => account.findPolicy('p')],
  ['versions', (account) => account.listPolicyVersions('arn')],
  ['holders', (account) => account.listEntitiesForPolicy('arn')],
];

test.each(lists)('all pages of the list of %s are read', async (_, list) => {
  const { account, markers } = ofTwoPages();
  await list(account);
  expect(markers).toEqual([undefined, 'next']);
});
