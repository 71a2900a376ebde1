import type { CompiledResource, CompiledTemplate, FrameworkPlugin } from './framework.ts';
import { tableName, templatesBucketName, type Place } from './place.ts';

/**
 * Writes the names of the resources that remain after the stack is deleted, the table and the bucket, into a compiled
 * template. CloudFormation imports only resources whose names contain no intrinsic function (CloudFormation User Guide,
 * "Import AWS resources into a CloudFormation stack automatically").
 */
export function nameKeptResources({ Resources }: CompiledTemplate, place: Place): void {
  for (const { Type, Properties } of Object.values(Resources).filter(isKept)) {
    if (Type === 'AWS::DynamoDB::Table') Properties.TableName = tableName(place);
    if (Type === 'AWS::S3::Bucket') Properties.BucketName = templatesBucketName(place);
  }
}

/** Whether CloudFormation leaves the resource in the account when the stack is deleted. */
export function isKept({ DeletionPolicy = 'Delete' }: Pick<CompiledResource, 'DeletionPolicy'>): boolean {
  return DeletionPolicy.startsWith('Retain');
}

/**
 * Makes every change set import resources of the template that exist in the account and belong to no stack. So a deploy
 * takes up the table and the bucket that a removed stack left, instead of failing because their names are taken. If
 * neither exists, the change set is as usual. The framework has no setting for this.
 */
export function importExistingResources(plugins: readonly FrameworkPlugin[]): void {
  for (const plugin of plugins) {
    const build = plugin.getCreateChangeSetParams?.bind(plugin);
    if (build === undefined) continue;
    plugin.getCreateChangeSetParams = (change) => ({ ...build(change), ImportExistingResources: true });
  }
}
