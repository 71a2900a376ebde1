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
  readonly status: Status | undefined;
}

/** Returns the filters, the limit and the position of a list request. Throws 400 if a query parameter is not valid. */
export function readListQuery(query: Query): { filters: ListFilters; limit: number; after: string | undefined } {
  const { tenantId, cursor } = query;
  if (tenantId !== undefined && !tenantIdPattern.test(tenantId))
    throw malformedQuery(`The query parameter tenantId ${tenantIdRule}`);
  const filters = { tenantId, status: readStatus(query['status']) };
  return { filters, limit: readLimit(query['limit']), after: cursor && readCursor(cursor, asText(filters)) };
}

/** Returns the filters for a cursor. */
export const asText = ({ tenantId, status }: ListFilters): Filters => ({ tenantId, status });

function readStatus(given: string | undefined): Status | undefined {
  if (given === undefined) return undefined;
  const status = statuses.find((each) => each === given);
  if (status === undefined) throw malformedQuery(`The query parameter status must be one of ${statuses.join(', ')}.`);
  return status;
}

function readLimit(given: string | undefined): number {
  if (given === undefined) return defaultLimit;
  const limit = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (limit < 1 || limit > maxLimit)
    throw malformedQuery(`The query parameter limit must be a whole number from 1 to ${maxLimit}.`);
  return limit;
}
