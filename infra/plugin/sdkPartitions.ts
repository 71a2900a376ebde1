import * as z from 'zod';

const partitionsSchema = z.object({
  partitions: z.array(
    z.looseObject({
      outputs: z.looseObject({ implicitGlobalRegion: z.string(), name: z.string() }),
      regionRegex: z.string(),
      regions: z.record(z.string(), z.object({ description: z.string() })),
    }),
  ),
  version: z.string(),
});

/**
 * Returns the source of a module with the partitions of AWS from the SDK, without what the SDK does not need to find
 * the partition of a region: the descriptions of regions, what only the rules ask of a partition, and the regions that
 * match the pattern of their partition. The tables of endpoints use the partition only.
 *
 * @param partitionsInfo The export of the SDK's module.
 */
export function partitionsModule(partitionsInfo: unknown): string {
  const { partitions, version } = partitionsSchema.parse(partitionsInfo);
  const partitionOf = (region: string) => partitions.find(({ regionRegex }) => new RegExp(regionRegex).test(region));
  const small = partitions.map(
    ({ outputs: { supportsDualStack: _, supportsFIPS: _fips, ...outputs }, ...partition }) => ({
      ...partition,
      outputs,
      regions: Object.fromEntries(
        Object.keys(partition.regions).flatMap((region) =>
          partitionOf(region)?.outputs.name === outputs.name ? [] : [[region, {}]],
        ),
      ),
    }),
  );
  return `export const partitionsInfo = ${JSON.stringify({ partitions: small, version })};`;
}

/**
 * Returns all regions of all partitions, the region `local` of DynamoDB, for which the SDK has its own rule, and for each
 * partition one region that does not exist. The rules give the same for the latter as for a region that AWS opens later:
 * if a partition has only one region, its results alone do not say which of their parts are the region.
 */
export function regionsOf(partitionsInfo: unknown): string[] {
  const { partitions } = partitionsSchema.parse(partitionsInfo);
  return [
    ...partitions.flatMap(({ regions }) => Object.keys(regions)),
    ...partitions.map(({ outputs }) => outputs.implicitGlobalRegion.replace(/\d+$/, '99')),
    'local',
  ];
}
