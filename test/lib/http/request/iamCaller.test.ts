import { iamCaller } from '../../../../lib/http/request/iamCaller.ts';
import { toEvent } from '../../../../local/api/event.ts';

const { requestContext } = toEvent(
  { method: 'GET', url: '/', rawHeaders: [], body: Buffer.alloc(0), sourceIp: '' },
  { route: { functionName: 'f', key: 'GET /' }, pathParameters: {} },
  '',
  0,
);
const signedBy = (userArn: unknown) =>
  iamCaller({ requestContext: Object.assign({}, requestContext, { authorizer: { iam: { userArn } } }) });

test.each([
  ['arn:aws:iam::999988887777:user/backend/api', 'arn:aws:iam::999988887777:user/backend/api', 'a user'],
  [
    'arn:aws:sts::999988887777:assumed-role/backend/i-0abc',
    'arn:aws:sts::999988887777:assumed-role/backend',
    'a role, regardless of its session',
  ],
  ['arn:aws:sts::999988887777:federated-user/ann', 'arn:aws:sts::999988887777:federated-user/ann', 'a federated user'],
  ['arn:aws-us-gov:iam::999988887777:root', 'arn:aws-us-gov:iam::999988887777:root', 'another partition'],
])('a request signed by %s has the caller %s (%s)', (userArn, caller) => {
  expect(signedBy(userArn)).toBe(caller);
});

test.each([[undefined], [''], [null], ['backend'], [7]])('a request with the userArn %j has no caller', (userArn) => {
  expect(signedBy(userArn)).toBeUndefined();
});

test('a request without IAM authorization has no caller', () => {
  expect(iamCaller({ requestContext })).toBeUndefined();
});
