import type { TableDescription } from '@aws-sdk/client-dynamodb';
import type { Place } from '../place.ts';
import type { TemplatesSettings } from '../framework.ts';

/** What is going to be deployed. */
export interface Planned {
  readonly place: Place;
  readonly templates: TemplatesSettings;
  /** The keys and indexes of the state table in the template. */
  readonly table: Pick<TableDescription, 'KeySchema' | 'GlobalSecondaryIndexes'>;
  /** Whether the tokens of the callers are in SSM. */
  readonly hasTokensInSsm: boolean;
  /** How many functions may process the two queues at the same time. */
  readonly queueConcurrency: number;
  /** How many requests of the API may run at the same time: those accepted at once, or in a second if that is more. */
  readonly apiRequests: number;
}
