import { seededTenant } from './seed.ts';
import type { Settings } from './settings.ts';
import type { LocalStack } from './stack.ts';

/** Returns what `npm start` prints when the stack has started. */
export function welcome({ apiToken, dataDir }: Settings, { url, awsUrl }: LocalStack): string {
  const { tenantId, accountId, blueprint } = seededTenant;
  const body = JSON.stringify({ tenantId, accountId, blueprint });
  const kept = dataDir === ':memory:' ? 'in memory: nothing is kept' : `in ${dataDir}`;
  return `
Latchkey is up.

  URL    ${url}
  Token  ${apiToken}
  AWS    ${awsUrl}  (STS, IAM, DynamoDB and SQS on one port)
  State  ${kept}

Onboard the tenant ${tenantId} and get its keys:

  curl -sS ${url}/v1/onboardings -H 'Authorization: Bearer ${apiToken}' -H 'Content-Type: application/json' -d '${body}'

See what is in its account, as the account's root:

  AWS_ACCESS_KEY_ID=${accountId} AWS_SECRET_ACCESS_KEY=test aws iam list-users --endpoint-url ${awsUrl} --region us-east-1

Ctrl-C stops it. The service's log follows.
`;
}

/** Returns what `npm start` prints on the AWS at `AWS_ENDPOINT_URL`, where no tenant has launched a stack yet. */
export function welcomeOnExternalAws({ apiToken }: Settings, url: string, awsUrl: string): string {
  const { tenantId, accountId, blueprint } = seededTenant;
  return `
Latchkey is up, on the AWS at AWS_ENDPOINT_URL.

  URL    ${url}
  Token  ${apiToken}
  AWS    ${awsUrl}  (its table and queues are in there; no sandbox was started)

What a tenant has to launch before it is onboarded (bootstrap role and permissions boundary):

  curl -sS ${url}/v1/tenants/${tenantId}/access -H 'Authorization: Bearer ${apiToken}' -H 'Content-Type: application/json' -d '${JSON.stringify({ accountId, blueprint })}'

Ctrl-C stops it. The service's log follows.
`;
}
