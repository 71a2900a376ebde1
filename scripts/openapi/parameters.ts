import { mediaTypesOf } from '../../lib/http/keyFormats/index.ts';
import type { RouteContract } from '../../lib/http/routeContract.ts';
import { profilePattern } from '../../lib/http/profileNames.ts';
import { defaultLimit, defaultNewest, maxLimit, timePattern } from '../../lib/http/request/listQuery.ts';
import { tenantIdPattern } from '../../lib/http/request/schema.ts';
import type { Route } from '../../lib/http/routes.ts';
import { scopePattern } from './closedSets.ts';
import { refTo } from './schemas.ts';

interface Described {
  readonly description: string;
  readonly schema: object;
  readonly example?: string | number;
}

const pathParameters: Readonly<Record<string, Described>> = {
  id: {
    description: 'ID of the onboarding: `ob_` and a ULID',
    schema: { type: 'string' },
    example: 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
  },
  linkId: {
    description: 'ID of the link: `lnk_` and 16 hexadecimal digits',
    schema: { type: 'string' },
    example: 'lnk_6f1d2c3b4a596877',
  },
  accessKeyId: {
    description: 'ID of an access key in `accessKeys` of the onboarding',
    schema: { type: 'string' },
    example: 'AKIAIOSFODNN7EXAMPLE',
  },
  webhookId: {
    description: 'ID of the webhook event: its header `webhook-id`',
    schema: { type: 'string' },
    example: 'msg_01M81JDDF2FRQ7JJ21KTJ7R34T_5',
  },
  tenantId: {
    description: 'ID of the tenant, as the vendor names it',
    schema: { type: 'string', pattern: tenantIdPattern.source },
    example: 'acme',
  },
  accountId: {
    description: 'The 12 digits of the AWS account of the tenant',
    schema: { type: 'string', pattern: '^\\d{12}$' },
    example: '111122223333',
  },
  scope: {
    description:
      'What is stopped: `all`, `tenant:{tenantId}` or `blueprint:{name}`. The colon may be percent-encoded (`%3A`) or not.',
    schema: { type: 'string', pattern: scopePattern },
    example: 'tenant:acme',
  },
  name: { description: 'Name of the blueprint', schema: { type: 'string' }, example: 'tutum' },
};

const typesWithProfile = mediaTypesOf(({ takesProfile }) => takesProfile)
  .map((type) => `\`${type}\``)
  .join(' or ');

const queryParameters: Readonly<Record<string, Described>> = {
  profile: {
    description: `Name of the section of \`~/.aws/credentials\`. Default: the parameter \`profile\` of the onboarding, or else the name of its blueprint. With any other \`Accept\` than ${typesWithProfile}, the request is refused with 400 (\`malformed-query\`).`,
    schema: { type: 'string', pattern: profilePattern.source },
  },
  tenantId: {
    description: 'Only onboardings of this tenant',
    schema: { type: 'string', pattern: tenantIdPattern.source },
  },
  accountId: {
    description: 'Only onboardings of this AWS account, in 12 digits',
    schema: { type: 'string', pattern: '^\\d{12}$' },
  },
  status: { description: 'Only onboardings with this status', schema: refTo('OnboardingStatus') },
  rotateBefore: {
    description:
      'Only claimed onboardings with a key whose `rotateBy` is before this: a date (`2027-01-31`, in UTC) or a date with time (RFC 3339). The list then begins with the earliest `rotateBy`.',
    schema: { type: 'string', pattern: timePattern.source },
    example: '2027-01-31',
  },
  outdated: {
    description:
      'Only `ready` and `claimed` onboardings that were planned with another version of their blueprint than the deployed one',
    schema: { type: 'string', enum: ['true'] },
  },
  limit: {
    description: 'The maximum number of onboardings in the answer',
    schema: { type: 'integer', minimum: 1, maximum: maxLimit, default: defaultLimit },
  },
  newest: {
    description: 'From how many of the newest onboardings the times are computed',
    schema: { type: 'integer', minimum: 1, maximum: maxLimit, default: defaultNewest },
  },
  cursor: {
    description:
      'The `cursor` of the page before, with the same `tenantId`, `accountId`, `status`, `rotateBefore` and `outdated`. Absent: the first page.',
    schema: { type: 'string' },
  },
  live: {
    description: '`false`: return the result of the last look, and make no call to the account',
    schema: { type: 'string', enum: ['true', 'false'], default: 'true' },
  },
  trust: {
    description:
      'Also try to assume the role without the correct external ID. AWS must refuse it, and CloudTrail shows it. With `live=false`, which makes no call to the account, the request is refused with 400 (`malformed-query`).',
    schema: { type: 'string', enum: ['probe'] },
  },
  leftovers: {
    description: 'End the onboardings without a call to the account, even if resources are left there',
    schema: { type: 'string', enum: ['accept'] },
  },
};

const idempotencyKey: Described = {
  description:
    'One key of 1 to 255 printable ASCII characters, for example a UUID. With spaces, quotes, commas or backslashes, it has to be a string of RFC 9651, in quotes. Valid for 24 hours: the same request with the same key creates nothing again, and its answer has no keys. “Idempotency-Key” at the beginning of the document says what it has.',
  // lib/http/request/headers.ts: without quotes, or as a structured-field string (RFC 9651).
  schema: {
    type: 'string',
    pattern: String.raw`^([!#-+\-./0-[\]-~]{1,255}|"([ !#-[\]-~]|\\["\\]){1,255}")$`,
  },
  example: '5f0d8b0e-7c2a-4a0e-9a55-0f6f0f1f6f53',
};
const prefer: Described = {
  description: 'With `respond-async`, the answer is 202 and a worker does the work (RFC 7240).',
  schema: { type: 'string' },
  example: 'respond-async',
};

/** Returns the parameters of an operation: of its path and query, and the headers that have an effect on it. */
export function parametersOf({ path, query = [] }: Route, { isIdempotent, canRespondAsync }: RouteContract): object[] {
  return [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => parameter('path', name, pathParameters[name])),
    ...query.map((name) => parameter('query', name, queryParameters[name])),
    ...(isIdempotent === true ? [parameter('header', 'Idempotency-Key', idempotencyKey)] : []),
    ...(canRespondAsync === true ? [parameter('header', 'Prefer', prefer)] : []),
  ];
}

function parameter(place: 'path' | 'query' | 'header', name: string, described: Described | undefined): object {
  if (described === undefined) throw new Error(`scripts/openapi/parameters.ts does not describe ${place} ${name}`);
  return { name, in: place, required: place === 'path', ...described };
}
