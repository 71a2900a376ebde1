import { partition } from '@aws-sdk/core/client';
import type { EndpointParameters, EndpointV2 } from '@smithy/types';

/** The URL and the properties of an endpoint. */
type Endpoint = readonly [url: string, properties: NonNullable<EndpointV2['properties']>];

/**
 * The endpoints of a service with one choice of FIPS and dual stack, as JSON texts of an `Endpoint`, or of a string that
 * says why there is none. A text can contain `{r}` for the region, and names of the properties of its partition. The
 * entry of a region is used before that of its partition, and the latter before `any`.
 */
export interface EndpointTable {
  readonly any: string;
  readonly partitions: Readonly<Record<string, string>>;
  readonly regions: Readonly<Record<string, string>>;
}

/** Returns a text of an `EndpointTable` with the values for a region. */
export function endpointText(template: string, region: string): string {
  const values: Readonly<Record<string, unknown>> = { ...partition(region), r: region };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/**
 * Replaces the rules by which a client finds its endpoint, and the code that evaluates them, by tables with the results
 * of the rules for each region.
 *
 * @param tables In this order: neither FIPS nor dual stack, FIPS, dual stack, both.
 */
export function endpointResolver(tables: readonly EndpointTable[]): (given: EndpointParameters) => EndpointV2 {
  return ({ Region, Endpoint, UseFIPS, UseDualStack }) => {
    if (typeof Endpoint === 'string') {
      const setting = (UseFIPS && 'FIPS') || (UseDualStack && 'Dualstack');
      if (setting) throw new Error(`Invalid Configuration: ${setting} and custom endpoint are not supported`);
      return { url: new URL(Endpoint), properties: {}, headers: {} };
    }
    const table = tables[Number(UseFIPS ?? false) + 2 * Number(UseDualStack ?? false)];
    if (typeof Region !== 'string' || table === undefined) throw new Error('Invalid Configuration: Missing Region');
    const template = table.regions[Region] ?? table.partitions[partition(Region).name] ?? table.any;
    const endpoint: unknown = JSON.parse(endpointText(template, Region));
    if (!isEndpoint(endpoint)) throw new Error(String(endpoint));
    const [url, properties] = endpoint;
    return { url: new URL(url), properties, headers: {} };
  };
}

function isEndpoint(value: unknown): value is Endpoint {
  return Array.isArray(value);
}
