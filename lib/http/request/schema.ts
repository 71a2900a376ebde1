import * as z from 'zod/mini';
import { ProblemError } from '../../core/errors.ts';
import { partitionNames } from '../../core/partitions.ts';
import { linkBody, shareBody, type LinkBody, type ShareBody } from './linkBody.ts';
import { recipientKeyBody } from './recipientKeyBody.ts';
import { nothingMade, objectOf, readBody, textWith, type FurtherErrors } from './readBody.ts';
import { tagsSchema } from './tagsSchema.ts';

const accountId = textWith(
  /^\d{12}$/,
  'must be the 12 digits of an AWS account.',
  'must be a string of the 12 digits of an AWS account, in quotes.',
);
export const tenantIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
export const tenantIdRule =
  'must be 1 to 128 letters, digits, dots, underscores and hyphens, and begin with a letter or digit.';
const tenantId = textWith(tenantIdPattern, tenantIdRule);
const blueprint = z.string({ error: 'must be the name of a blueprint.' });
const parameters = z.optional(z.record(z.string(), z.unknown(), { error: 'must be an object.' }));

const webhook = objectOf({ url: z.string({ error: 'must be a URL.' }) }, 'must be an object with a url.');

export const createBody = objectOf({
  tenantId,
  accountId,
  blueprint,
  parameters,
  bootstrapRoleArn: z.optional(z.string({ error: 'must be the ARN of a role.' })),
  webhook: z.optional(webhook),
  link: z.optional(linkBody),
  tags: z.optional(tagsSchema),
  recipientKey: z.optional(recipientKeyBody),
});

/** The body of a claim. */
export const claimBody = objectOf({ recipientKey: z.optional(recipientKeyBody) });
export const accessBody = objectOf({
  accountId,
  blueprint,
  parameters,
  launchRegion: z.optional(z.string({ error: 'must be the name of a region.' })),
});
export const previewBody = objectOf({
  accountId,
  parameters,
  tenantId: z.optional(tenantId),
  partition: z.optional(z.enum(partitionNames, { error: `must be one of ${partitionNames.join(', ')}.` })),
});

export const externalIdBody = objectOf({
  replaces: z.string({ error: 'must be the external ID that is to be replaced.' }),
});

/** The reason is shown to every caller that is refused. */
export const stopBody = objectOf({
  reason: textWith(
    /^\P{C}{1,200}$/u,
    'must be one line of 1 to 200 characters. It is shown to every caller that is refused.',
  ),
});

export const testWebhookBody = objectOf({ url: z.string({ error: 'must be a URL.' }) });

export type CreateBody = z.infer<typeof createBody>;
export type AccessBody = z.infer<typeof accessBody>;
export type PreviewBody = z.infer<typeof previewBody>;

export const readCreateBody = (body: unknown, further?: FurtherErrors): CreateBody =>
  readBody(createBody, body, nothingMade, further);
/** The body may be missing. */
export const readClaimBody = (body: unknown): z.infer<typeof claimBody> =>
  body === undefined ? {} : readBody(claimBody, body, 'No key was issued. ');
export const readAccessBody = (body: unknown, further?: FurtherErrors): AccessBody =>
  readBody(accessBody, body, nothingMade, further);
export const readExternalIdBody = (body: unknown) => readBody(externalIdBody, body, 'Nothing was changed. ');
export const readStopBody = (body: unknown): z.infer<typeof stopBody> =>
  readBody(stopBody, body, 'Nothing was stopped. ');
export const readTestWebhookBody = (body: unknown) => readBody(testWebhookBody, body, 'Nothing was sent. ');
/** The body may be missing. */
export const readLinkBody = (body: unknown): LinkBody =>
  body === undefined ? {} : readBody(linkBody, body, nothingMade);
/** The body may be missing. */
export const readShareBody = (body: unknown): ShareBody =>
  body === undefined ? {} : readBody(shareBody, body, nothingMade);
export const readPreviewBody = (body: unknown, further?: FurtherErrors): PreviewBody =>
  readBody(previewBody, body, '', further);

/** Returns the tenant ID in the path. Throws 422 if it is not valid. */
export function readTenantId(value: string | undefined): string {
  const parsed = tenantId.safeParse(value);
  if (!parsed.success)
    throw new ProblemError(
      'invalid-request',
      `The tenant ID in the path ${parsed.error.issues[0]?.message ?? 'is wrong.'}`,
    );
  return parsed.data;
}

/** Returns the account ID in the path. Throws 422 if it is not valid. */
export function readAccountId(value: string | undefined): string {
  const parsed = accountId.safeParse(value);
  if (!parsed.success) throw new ProblemError('invalid-request', 'The account ID in the path must be 12 digits.');
  return parsed.data;
}

/** For a call that takes no body. Throws 422 unless the body is absent or `{}`. */
export function mustHaveNoBody(body: unknown): void {
  if (body !== undefined) readBody(objectOf({}), body, 'Nothing was done. ');
}
