import type { ApiLimits } from './framework.ts';

/**
 * The largest limits that a deploy accepts, in requests a second and requests at once: ten times what API Gateway allows an
 * account in a region by default (API Gateway Developer Guide, "Quotas for HTTP APIs": 10,000 a second, 5,000 at once). A
 * larger number is probably a typing error.
 */
const largest = { rate: 100_000, burst: 50_000 } as const;

const settings = { rate: 'apiRate', burst: 'apiBurst' } as const;
const means = { rate: 'requests a second', burst: 'requests at once' } as const;

/** Returns why the limits of the API cannot be deployed: a sentence with the setting and what it has to be. */
export function apiLimitsProblem(limits: ApiLimits): string | undefined {
  for (const name of ['rate', 'burst'] as const) {
    const given = String(limits[name]);
    const isWhole = /^[1-9]\d*$/.test(given);
    if (!isWhole || Number(given) > largest[name])
      return `${settings[name]} is '${given}'. It has to be a whole number of ${means[name]} from 1 to ${largest[name]}. See docs/configuration.md.`;
  }
  return undefined;
}
