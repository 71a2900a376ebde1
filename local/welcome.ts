import type { FreshTenant } from './freshTenant.ts';
import type { LagOptions } from './sandbox/lag/profile.ts';
import { vendorAccessKeyId, vendorSecretAccessKey } from './sandbox/vendor.ts';
import { seededTenant } from './seed.ts';
import type { ShownBlueprint } from './shownBlueprint.ts';
import type { SandboxSettings, Settings } from './settings.ts';
import type { LocalStack } from './stack.ts';
import { tenantCommand } from './tenantCommand.ts';

/** Returns what `npm start` prints first. If the state is not seeded yet, the log of the tenant's launches follows it. */
export function starting(isSeeded: boolean): string {
  const launches = ` The tenant ${seededTenant.tenantId} launches its stacks first, which the log shows.\n`;
  return `Starting Latchkey and a sandbox AWS.${isSeeded ? '' : launches}`;
}

/**
 * Returns what `npm start` prints when the stack has started.
 * @param shown what the printed requests ask for
 * @param fresh undefined if there is none, for example because an operator has stopped links
 */
export function welcome(
  { apiToken, operatorToken, dataDir, lag }: Settings,
  { url, awsUrl }: Pick<LocalStack, 'url' | 'awsUrl'>,
  shown: ShownBlueprint,
  fresh?: FreshTenant,
): string {
  const { tenantId, accountId } = seededTenant;
  const body = JSON.stringify({ tenantId, accountId, ...shown });
  return `
Latchkey is up.

  URL    ${url}
  Docs   ${url}/docs  (every call, to read and to try)
  Admin  ${url}/admin  (with an operator's token: ${operatorToken})
  Token  ${apiToken}
  AWS    ${awsUrl}  (STS, IAM, DynamoDB and SQS on one port)
  State  ${keptIn(dataDir)}
  Lag    ${lateness(lag)}
${fresh === undefined ? '' : asTenant(fresh, tenantCommand({ port: Number(new URL(url).port), apiToken }))}
Onboard the tenant ${tenantId} and get its keys:

  curl -sS ${url}/v1/onboardings -H 'Authorization: Bearer ${apiToken}' -H 'Content-Type: application/json' -d '${body}'

See what is in its account, as the account's root:

  AWS_ACCESS_KEY_ID=${accountId} AWS_SECRET_ACCESS_KEY=test aws iam list-users --endpoint-url ${awsUrl} --region us-east-1

With another tenantId and accountId, the answer is awaiting_access, with an id and a launch link. Launch the tenant's stack,
continue the onboarding, and get the keys:

  curl -sS ${awsUrl}/_sandbox/launch -d '{"accountId":"<accountId>","launchUrl":"<access.launchUrl>"}'
  curl -sS -X POST ${url}/v1/onboardings/<id>/provision -H 'Authorization: Bearer ${apiToken}'
  curl -sS -X POST ${url}/v1/onboardings/<id>/credentials -H 'Authorization: Bearer ${apiToken}'

Ctrl-C stops it. The service's log follows.
`;
}

const asTenant = ({ tenantId, accountId, url }: FreshTenant, another: string) => `
Be the administrator of a tenant that has launched nothing yet (${tenantId}, account ${accountId}). This page is valid for
an hour, and its launch link leads to the console of the sandbox:

  ${url}

"${another}" prints the page of another tenant.
`;

/** Returns what `npm run sandbox` prints when the sandbox AWS has started. */
export function welcomeToSandbox({ dataDir, lag }: SandboxSettings, awsUrl: string): string {
  const { accountId } = seededTenant;
  return `
The sandbox AWS is up: STS, IAM, DynamoDB and SQS on one port.

  AWS    ${awsUrl}
  State  ${keptIn(dataDir)}
  Lag    ${lateness(lag)}

To run Latchkey on it, in another terminal:

  AWS_ENDPOINT_URL=${awsUrl} LATCHKEY_CONSOLE_URL=${awsUrl} AWS_ACCESS_KEY_ID=${vendorAccessKeyId} AWS_SECRET_ACCESS_KEY=${vendorSecretAccessKey} npm start

Launch a stack in a tenant's account, with the launchUrl of POST /v1/tenants/{tenantId}/access:

  curl -sS ${awsUrl}/_sandbox/launch -d '{"launchUrl":"…","accountId":"${accountId}"}'

See what is in an account, as its root:

  AWS_ACCESS_KEY_ID=${accountId} AWS_SECRET_ACCESS_KEY=test aws iam list-users --endpoint-url ${awsUrl} --region us-east-1

Ctrl-C stops it.
`;
}

const keptIn = (dataDir: string) => (dataDir === ':memory:' ? 'in memory only' : `in ${dataDir}`);

const lateness = ({ profile, seed }: LagOptions) =>
  profile === 'off'
    ? 'off: IAM is consistent immediately'
    : `${profile}, with the times of AWS_LAG_SEED=${String(seed)}`;

/** Returns what `npm start` prints on the AWS at `AWS_ENDPOINT_URL`, where no tenant has launched a stack yet. */
export function welcomeOnExternalAws(
  { apiToken }: Settings,
  url: string,
  awsUrl: string,
  shown: ShownBlueprint,
): string {
  const { tenantId, accountId } = seededTenant;
  return `
Latchkey is up, on the AWS at AWS_ENDPOINT_URL.

  URL    ${url}
  Docs   ${url}/docs  (every call, to read and to try)
  Token  ${apiToken}
  AWS    ${awsUrl}  (its table and queues are in there; no sandbox was started)

What a tenant has to launch before it is onboarded (bootstrap role and permissions boundary):

  curl -sS ${url}/v1/tenants/${tenantId}/access -H 'Authorization: Bearer ${apiToken}' -H 'Content-Type: application/json' -d '${JSON.stringify({ accountId, ...shown })}'

Ctrl-C stops it. The service's log follows.
`;
}
