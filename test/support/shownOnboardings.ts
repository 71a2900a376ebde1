/** Parts of onboardings and answers, for tests of what the tenant's page shows. */
export const time = (seconds: number) => new Date(Date.UTC(2026, 0, 15, 9, 30, seconds)).toISOString();
const step = (name: string, status: string, startedAt: number, endedAt?: number) => ({
  name,
  status,
  startedAt: status === 'pending' ? null : time(startedAt),
  endedAt: endedAt === undefined ? null : time(endedAt),
});
export const begun = [
  step('create-policy tutum-policy', 'done', 1, 2),
  step('create-user tutum', 'running', 2),
  step('attach tutum-policy to tutum', 'pending', 0),
];
export const ended = [
  step('create-policy tutum-policy', 'done', 1, 2),
  step('create-user tutum', 'done', 2, 3),
  step('attach tutum-policy to tutum', 'done', 3, 4),
];
export const user = 'arn:aws:iam::400000000001:user/latchkey/tutum/lpa2bdji/ob_01M81JDDF2FRQ7JJ21KTJ7R34T/tutum';
export const receipt = {
  resources: [
    { type: 'user', arn: user, status: 'made' },
    { type: 'policy', arn: `${user.replace(':user/', ':policy/')}-policy`, status: 'made' },
    { type: 'access-key', arn: user, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', status: 'made' },
  ],
};
/** Before the claim. */
export const receiptWithoutKey = { resources: receipt.resources.slice(0, 2) };
export const rotatedReceipt = {
  resources: [
    ...receipt.resources,
    { type: 'access-key', arn: user, accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'made' },
  ],
};
export const rotatedKeys = [
  { userName: 'tutum', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', state: 'retiring', handedOverAt: time(4) },
  { userName: 'tutum', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', state: 'handed_over', handedOverAt: time(30) },
];
export const removedReceipt = { resources: receipt.resources.map((each) => ({ ...each, status: 'removed' })) };
const [first, ...others] = removedReceipt.resources;
export const leftReceipt = {
  resources: [{ ...first, status: 'left', reason: 'It has a service-specific credential.' }, ...others],
};
export const problem = (slug: string, detail: string) => ({
  type: `urn:latchkey:problem:${slug}`,
  title: slug,
  status: 409,
  detail,
  retryable: false,
});
export const key = {
  userName: 'tutum',
  userArn: user,
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  verification: 'verified',
};
