import { malformedQuery, type Query } from './query.ts';

/** What a caller wants to know about the health of an onboarding. */
export interface HealthQuestion {
  /** True: look at the account now. False: return the result of the last look. */
  readonly isLive: boolean;
  /** Whether the look also tries to assume the role without the correct external ID. */
  readonly probesTrust: boolean;
}

/** Returns what the query asks for. Throws 400 if a parameter has another value. */
export function readHealthQuery({ live, trust }: Query): HealthQuestion {
  if (live !== undefined && live !== 'true' && live !== 'false')
    throw malformedQuery('The query parameter live must be true or false.');
  if (trust !== undefined && trust !== 'probe')
    throw malformedQuery('The query parameter trust must be probe. Send trust=probe, or omit it.');
  const isLive = live !== 'false';
  if (!isLive && trust !== undefined)
    throw malformedQuery('trust=probe needs a look at the account. Omit it, or omit live=false.');
  return { isLive, probesTrust: trust !== undefined };
}
