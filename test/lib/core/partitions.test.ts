import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { isOnByDefault, isRegion, partitionNames, partitions } from '../../../lib/core/partitions.ts';

const sdkSchema = z.object({
  partitions: z.array(z.object({ id: z.string(), regions: z.record(z.string(), z.unknown()) })),
});

/** The SDK's list of partitions. The SDK does not export it, so the test reads it from the text of the module. */
const module = readFileSync(
  'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
  'utf8',
);
const sdk = sdkSchema.parse(JSON.parse(module.slice(module.indexOf('{'), module.lastIndexOf('}') + 1))).partitions;

describe.each(partitionNames)('the partition %s', (name) => {
  const known = sdk.find(({ id }) => id === name);
  const { regions, optIn, homeRegion } = partitions[name];
  const all: readonly string[] = [...regions, ...optIn];

  test('has the regions of the SDK, each once', () => {
    const inSdk = Object.keys(known?.regions ?? {}).filter((region) => !region.endsWith('-global'));
    expect([...all].sort()).toEqual(inSdk.sort());
    expect(all.length).toBeGreaterThan(0);
  });

  test('has a home region that is enabled by default', () => {
    expect(isOnByDefault(name, homeRegion)).toBe(true);
  });

  test('distinguishes regions that are enabled by default from opt-in regions', () => {
    expect(all.every((region) => isRegion(name, region))).toBe(true);
    expect(all.filter((region) => isOnByDefault(name, region))).toEqual(regions);
  });

  test('does not have the regions of other partitions', () => {
    const others = partitionNames
      .filter((other) => other !== name)
      .flatMap((other): readonly string[] => partitions[other].regions);
    expect(others.filter((region) => isRegion(name, region))).toEqual([]);
  });
});

test.each(['', 'any', 'us-west-3', 'US-WEST-2', 'us-west-2 ', 'aws-global', 'constructor'])(
  '%j is not a region',
  (region) => {
    expect(isRegion('aws', region)).toBe(false);
  },
);

test.each(['af-south-1', 'ap-east-1', 'eu-south-2', 'me-central-1', 'il-central-1', 'mx-central-1'])(
  '%s is an opt-in region',
  (region) => {
    expect([isRegion('aws', region), isOnByDefault('aws', region)]).toEqual([true, false]);
  },
);
