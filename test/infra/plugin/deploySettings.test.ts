import { deployProblem } from '../../../infra/plugin/deploySettings.ts';
import { serverless } from '../definition.ts';

/** serverless.yml's, its variables as the defaults leave them. */
const environment = {
  ...serverless.provider.environment,
  LATCHKEY_TABLE: 'latchkey-state',
  LATCHKEY_QUEUE: 'latchkey-work',
  LATCHKEY_STS_REGION: 'eu-west-1',
};
const right = { namespace: 'example', vendorName: 'Example Inc.', apiTokenHashes: `backend=${'0a'.repeat(32)}` };

test('a deploy with all its settings goes on', () => {
  expect(deployProblem(environment, right, 'eu-west-1')).toBeUndefined();
});

test.each([
  ['namespace', 'LATCHKEY_NAMESPACE', 'Example'],
  ['vendorName', 'LATCHKEY_VENDOR_NAME', ' \n'],
  ['apiTokenHashes', 'LATCHKEY_API_TOKEN_HASHES', 'local-dev-token'],
])('a deploy without %s, or with a wrong one, is refused with a sentence', (setting, variable, wrong) => {
  expect(deployProblem(environment, { ...right, [setting]: null }, 'eu-west-1')).toContain(`${variable} is not set.`);
  expect(deployProblem(environment, { ...right, [setting]: wrong }, 'eu-west-1')).toContain(
    `${variable} is '${wrong}'.`,
  );
});

test('a deploy to a region that has to be enabled first needs another one for STS', () => {
  const there = { ...environment, LATCHKEY_STS_REGION: 'me-south-1' };
  expect(deployProblem(there, right, 'me-south-1')).toContain("LATCHKEY_STS_REGION is 'me-south-1'.");
  expect(deployProblem(environment, right, 'me-south-1')).toBeUndefined();
});

test.each(['us-gov-west-1', 'cn-north-1'])('a deploy to %s is one to the partition of that region', (region) => {
  expect(deployProblem({ ...environment, LATCHKEY_STS_REGION: region }, right, region)).toBeUndefined();
});
