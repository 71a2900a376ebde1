/** Where a namespace is deployed. The names of its table and its bucket follow from it. */
export interface Place {
  readonly namespace: string;
  readonly accountId: string;
  readonly region: string;
}

/** Returns the name of the state table (infra/table.yml). */
export function tableName({ namespace }: Pick<Place, 'namespace'>): string {
  return `${namespace}-state`;
}

/** Returns the name of the bucket of the bootstrap templates (infra/templatesBucket.yml). */
export function templatesBucketName({ namespace, accountId, region }: Place): string {
  return `${namespace}-templates-${accountId}-${region}`;
}
