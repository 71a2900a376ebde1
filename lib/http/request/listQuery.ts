import { statuses, type Status } from '../../record/onboarding.ts';
import { readCursor, type Filters } from './cursor.ts';
import { malformedQuery, type Query } from './query.ts';
import { tenantIdPattern, tenantIdRule } from './schema.ts';

/** How many onboardings a page has unless the caller asks for more or fewer. */
export const defaultLimit = 50;
/** The maximum number of onboardings in a page. */
export const maxLimit = 1000;

export interface ListFilters {
  readonly tenantId: string | undefined;
  readonly accountId: string | undefined;
  readonly status: Status | undefined;
  /** Epoch ms. */
  readonly rotateBefore: number | undefined;
  /** Only onboardings whose blueprint was deployed in another version since. */
  readonly isOutdated: boolean;
}

/** Returns the filters, the limit and the position of a list request. Throws 400 if a query parameter is not valid. */
export function readListQuery(query: Query): { filters: ListFilters; limit: number; after: string | undefined } {
  const { tenantId, accountId, cursor } = query;
  if (tenantId !== undefined && !tenantIdPattern.test(tenantId))
    throw malformedQuery(`The query parameter tenantId ${tenantIdRule}`);
  if (accountId !== undefined && !/^\d{12}$/.test(accountId))
    throw malformedQuery('The query parameter accountId must be the 12 digits of an AWS account.');
  const rotateBefore = readTime('rotateBefore', query['rotateBefore']);
  const isOutdated = readTrue('outdated', query['outdated']);
  const filters = { tenantId, accountId, status: readStatus(query['status']), rotateBefore, isOutdated };
  return {
    filters,
    limit: readCount('limit', query['limit'], defaultLimit),
    after: cursor && readCursor(cursor, asText(filters)),
  };
}

/** Returns the filters for a cursor. */
export const asText = ({ tenantId, accountId, status, rotateBefore, isOutdated }: ListFilters): Filters => ({
  tenantId,
  accountId,
  status,
  rotateBefore: rotateBefore?.toString(),
  ...(isOutdated && { outdated: 'true' }),
});

/** A date, which begins at midnight UTC, or a date with time and its offset (RFC 3339). */
export const timePattern =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/;

function readTime(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const time = timePattern.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(time))
    throw malformedQuery(
      `The query parameter ${name} must be a date such as 2027-01-31, or a date with time such as 2027-01-31T12:00:00Z.`,
    );
  return time;
}

function readTrue(name: string, given: string | undefined): boolean {
  if (given === undefined || given === 'true') return given !== undefined;
  throw malformedQuery(`The query parameter ${name} must be true, or omitted.`);
}

function readStatus(given: string | undefined): Status | undefined {
  if (given === undefined) return undefined;
  const status = statuses.find((each) => each === given);
  if (status === undefined) throw malformedQuery(`The query parameter status must be one of ${statuses.join(', ')}.`);
  return status;
}

/** How many onboardings the step times are computed from, unless the caller asks for more or fewer. */
export const defaultNewest = 200;

/** Returns the number of onboardings in a request for step times. Throws 400 if it is not valid. */
export const readNewest = ({ newest }: Query): number => readCount('newest', newest, defaultNewest);

function readCount(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const count = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (count < 1 || count > maxLimit)
    throw malformedQuery(`The query parameter ${name} must be a whole number from 1 to ${maxLimit}.`);
  return count;
}
