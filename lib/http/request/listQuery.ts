import { statuses, type Status } from '../../record/onboarding.ts';
import { readCursor, type Filters } from './cursor.ts';
import { malformedQuery, type Query } from './query.ts';
import { tenantIdPattern, tenantIdRule } from './schema.ts';

const usualLimit = 50;
const highestLimit = 1000;

export interface ListFilters {
  readonly tenantId: string | undefined;
  readonly status: Status | undefined;
}

/** Filters, limit and place of a list. Throws 400 with what the parameter has to be. */
export function readListQuery(query: Query): { filters: ListFilters; limit: number; after: string | undefined } {
  const { tenantId, cursor } = query;
  if (tenantId !== undefined && !tenantIdPattern.test(tenantId))
    throw malformedQuery(`The query parameter tenantId ${tenantIdRule}`);
  const filters = { tenantId, status: readStatus(query['status']) };
  return { filters, limit: readLimit(query['limit']), after: cursor && readCursor(cursor, asText(filters)) };
}

/** The filters as a cursor is bound to them. */
export const asText = ({ tenantId, status }: ListFilters): Filters => ({ tenantId, status });

function readStatus(given: string | undefined): Status | undefined {
  if (given === undefined) return undefined;
  const status = statuses.find((each) => each === given);
  if (status === undefined) throw malformedQuery(`The query parameter status must be one of ${statuses.join(', ')}.`);
  return status;
}

function readLimit(given: string | undefined): number {
  if (given === undefined) return usualLimit;
  const limit = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (limit < 1 || limit > highestLimit)
    throw malformedQuery(`The query parameter limit must be a number from 1 to ${highestLimit}.`);
  return limit;
}
