import * as z from 'zod/mini';
import { ProblemError, type FieldError } from '../../core/errors.ts';
import { longestLinkSeconds, shortestLinkSeconds } from '../../requests/link.ts';
import { partitionNames } from '../../core/partitions.ts';
import { tagsSchema } from './tagsSchema.ts';

const accountId = z
  .string({ error: 'must be a string: the 12 digits of an AWS account, in quotes.' })
  .check(z.regex(/^\d{12}$/, 'must be the 12 digits of an AWS account.'));
export const tenantIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
export const tenantIdRule =
  'must be 1 to 128 letters, digits, dots, underscores and hyphens, and begin with a letter or digit.';
const tenantId = z.string({ error: 'must be a string.' }).check(z.regex(tenantIdPattern, tenantIdRule));
const blueprint = z.string({ error: 'must be the name of a blueprint.' });
const parameters = z.optional(z.record(z.string(), z.unknown(), { error: 'must be an object.' }));

export const linkBody = z.strictObject(
  {
    expiresInSeconds: z.optional(
      z
        .int({ error: 'must be a whole number of seconds.' })
        .check(
          z.gte(shortestLinkSeconds, `must be at least ${shortestLinkSeconds} seconds.`),
          z.lte(longestLinkSeconds, `must be at most ${longestLinkSeconds} seconds, which is an hour.`),
        ),
    ),
  },
  { error: 'must be an object.' },
);
const webhook = z.strictObject(
  { url: z.string({ error: 'must be a URL.' }) },
  { error: 'must be an object with a url.' },
);

export const createBody = z.strictObject({
  tenantId,
  accountId,
  blueprint,
  parameters,
  bootstrapRoleArn: z.optional(z.string({ error: 'must be the ARN of a role.' })),
  webhook: z.optional(webhook),
  link: z.optional(linkBody),
  tags: z.optional(tagsSchema),
});
export const accessBody = z.strictObject({
  accountId,
  blueprint,
  parameters,
  launchRegion: z.optional(z.string({ error: 'must be a region, such as eu-central-1.' })),
});
export const previewBody = z.strictObject({
  accountId,
  parameters,
  tenantId: z.optional(tenantId),
  partition: z.optional(z.enum(partitionNames, { error: `must be one of ${partitionNames.join(', ')}.` })),
});

export const externalIdBody = z.strictObject({
  replaces: z.string({ error: 'must be a string: the external ID that is to be replaced.' }),
});

/** The reason is shown to every caller that is refused. */
export const stopBody = z.strictObject({
  reason: z
    .string({ error: 'must be a string: it is shown to every caller that is refused.' })
    .check(z.regex(/^\P{C}{1,200}$/u, 'must be one line of 1 to 200 characters.')),
});

export const testWebhookBody = z.strictObject({ url: z.string({ error: 'must be a URL.' }) });

export type CreateBody = z.infer<typeof createBody>;
export type AccessBody = z.infer<typeof accessBody>;
export type PreviewBody = z.infer<typeof previewBody>;

export const readCreateBody = (body: unknown): CreateBody => readBody(createBody, body, nothingMade);
export const readAccessBody = (body: unknown): AccessBody => readBody(accessBody, body);
export const readExternalIdBody = (body: unknown) => readBody(externalIdBody, body, 'Nothing was changed. ');
export const readStopBody = (body: unknown): z.infer<typeof stopBody> =>
  readBody(stopBody, body, 'Nothing was stopped. ');
export const readTestWebhookBody = (body: unknown) => readBody(testWebhookBody, body);
/** The body may be missing. The link is then valid for an hour. */
export const readLinkBody = (body: unknown): z.infer<typeof linkBody> =>
  body === undefined ? {} : readBody(linkBody, body);
export const readPreviewBody = (body: unknown): PreviewBody => readBody(previewBody, body);

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
  if (body !== undefined) readBody(z.strictObject({}), body, 'Nothing was done. ');
}

/** Returns a valid body. Throws 422 with every invalid field. `lead` is the first sentence of the answer. */
export function readBody<T>(schema: z.ZodMiniType<T>, body: unknown, lead?: string): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const given =
      body === undefined ? 'no body' : body === null ? 'null' : Array.isArray(body) ? 'an array' : `a ${typeof body}`;
    throw new ProblemError('invalid-request', `The body must be a JSON object; this request has ${given}.`, {
      errors: [{ pointer: '', detail: 'must be an object.' }],
    });
  }
  const parsed = schema.safeParse(withoutNulls(body), { reportInput: true });
  const unknown = issuesOf(schema.safeParse(body)).filter(isUnknownField);
  if (parsed.success && unknown.length === 0) return parsed.data;
  const wrong = issuesOf(parsed).filter((issue) => !isUnknownField(issue));
  throw invalid([...wrong, ...unknown].flatMap(fieldErrors), lead);
}

const issuesOf = ({ error }: { readonly error?: z.core.$ZodError | undefined }) => error?.issues ?? [];
const isUnknownField = ({ code }: z.core.$ZodIssue) => code === 'unrecognized_keys';

/**
 * Returns a body without the members that are null: null means that a field is not given. The parameters stay as they
 * are, because only their blueprint knows which of them exist (lib/blueprints/parameters.ts).
 */
function withoutNulls(body: object): object {
  const members = Object.entries(body).filter(([, value]) => value !== null);
  return Object.fromEntries(
    members.map(([name, value]: [string, unknown]) => [
      name,
      name !== 'parameters' && typeof value === 'object' && value !== null && !Array.isArray(value)
        ? withoutNulls(value)
        : value,
    ]),
  );
}

/** The maximum number of errors in an answer. A body with only unknown fields could have thousands. */
const maxErrors = 20;

/** The beginning of the detail for a call that creates something. */
export const nothingMade = 'Nothing was created. ';

/** Returns a 422 problem with an error for each invalid field, up to the maximum number. */
export function invalid(all: readonly FieldError[], lead = ''): ProblemError {
  const errors = all.slice(0, maxErrors);
  const sentences = errors.map(({ pointer, detail }) => `${pointer === '' ? 'The body' : pointer} ${detail}`).join(' ');
  const more = all.length > maxErrors ? ` And ${all.length - maxErrors} more.` : '';
  return new ProblemError('invalid-request', `${lead}${sentences}${more}`, { errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const at = (path: readonly PropertyKey[]) =>
    path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: at([...issue.path, key]),
      detail: 'is not a field of this request. Remove it.',
    }));
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ pointer: at(issue.path), detail: isMissing ? `is missing: it ${issue.message}` : issue.message }];
}
