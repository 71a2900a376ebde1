import type { ApiLimits } from './framework.ts';

/**
 * The limits of the API, and the largest that a deploy accepts: ten times what API Gateway allows an
 * account in a region by default (API Gateway Developer Guide, "Quotas for HTTP APIs": 10,000 a second, 5,000 at once). A
 * larger number is probably a typing error.
 */
const limitsOf = {
  rate: { setting: 'apiRate', means: 'requests a second', largest: 100_000 },
  burst: { setting: 'apiBurst', means: 'requests at once', largest: 50_000 },
} as const;

/** Returns why the limits of the API cannot be deployed: a sentence with the setting and what it has to be. */
export function apiLimitsProblem(limits: ApiLimits): string | undefined {
  for (const name of ['rate', 'burst'] as const) {
    const given = String(limits[name]);
    const { setting, means, largest } = limitsOf[name];
    const isWhole = /^[1-9]\d*$/.test(given);
    if (!isWhole || Number(given) > largest)
      return `${setting} is '${given}'. It has to be a whole number of ${means} from 1 to ${largest}. See docs/configuration.md.`;
  }
  return undefined;
}
