/** Write units a second of one partition key (DynamoDB Developer Guide, "Partition key design"). It cannot be raised. */
const unitsOfPartition = 1000;
/**
 * Write units a second of a table that is billed on demand, and of each of its indexes, unless AWS has raised the quota
 * (DynamoDB Developer Guide, "Quotas in Amazon DynamoDB").
 */
const unitsOfTable = 40_000;

/** The write units of one onboarding: of the table without its indexes (`table`), and of each index. */
type Parts = Readonly<Record<string, number>>;

/** The indexes whose partition keys end in a shard. Those of others are a tenant or an account. */
const sharded = ['due', 'recent', 'undelivered', 'attention', 'byStatus', 'byRotation'];

const mostUnits = (parts: Parts) => Math.max(...sharded.map((name) => parts[name] ?? 0));

/**
 * Returns how many such onboardings a second fit: into the busiest index with `shards` shards, and into the table. All
 * entries of `byStatus` are counted as if they had one status, which is more than they need.
 */
export function perSecond(parts: Parts, shards: number): { readonly index: number; readonly table: number } {
  return {
    index: Math.floor((unitsOfPartition * shards) / mostUnits(parts)),
    table: Math.floor(unitsOfTable / (parts['table'] ?? 0)),
  };
}

/** Returns how many shards an index needs for this number of onboardings a second. */
export function shardsFor(parts: Parts, onboardings: number): number {
  return Math.ceil((onboardings * mostUnits(parts)) / unitsOfPartition);
}
