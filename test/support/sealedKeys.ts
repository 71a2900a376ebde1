import * as z from 'zod';
import type { TestRecipient } from './recipientKeys.ts';
import { later, type Answer, type Tenant } from './testStack.ts';
import type { VirtualStack } from './virtualStack.ts';

const content = z.strictObject({
  onboarding: z.string(),
  credentials: z.array(
    z.strictObject({
      userName: z.string(),
      userArn: z.string(),
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
      verification: z.string(),
    }),
  ),
});

/** Returns the sealed keys of an answer. Throws if there are none. */
export const jweOf = ({ body, text }: Answer): string => {
  if (body.sealedCredentials === undefined) throw new Error(`nothing is sealed in ${text}`);
  return body.sealedCredentials.jwe;
};

/** Opens the sealed keys of an answer, and checks their form. */
export const opened = (answer: Answer, { open }: TestRecipient) => content.parse(JSON.parse(open(jweOf(answer)).text));

/** Returns the slug of the problem that an answer names. */
export const slugOf = ({ body }: Answer) => body.type?.replace('urn:latchkey:problem:', '');

/** Whether an answer is a replay of an earlier one. */
export const isReplayed = ({ headers }: Answer) => headers.get('idempotency-replayed') === 'true';

/** Returns the ID of the account whose key this is, as STS says it. */
export const accountOf = async (
  testStack: VirtualStack,
  key: { accessKeyId: string; secretAccessKey: string } | undefined,
) => key && (await testStack.stsWith(key).getCallerIdentity({})).Account;

/** Creates an onboarding whose keys can be claimed. Returns its ID with its tenant. */
export async function newReady(testStack: VirtualStack): Promise<Tenant & { readonly id: string }> {
  const tenant = await testStack.newTenant();
  const { body } = await testStack.create(tenant, {}, later);
  await testStack.until(body.id, 'ready');
  return { id: body.id, ...tenant };
}

/** Sends a claim. */
export const claim = (testStack: VirtualStack, id: string, body?: object, headers = {}): Promise<Answer> =>
  testStack.request('POST', `/v1/onboardings/${id}/credentials`, body, headers);

/** Sends a claim of keys that are sealed for a recipient. */
export const claimFor = (testStack: VirtualStack, id: string, { jwk }: TestRecipient, headers = {}): Promise<Answer> =>
  claim(testStack, id, { recipientKey: jwk }, headers);
