import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { catalog } from '../../catalog/index.ts';
import { publishedTemplates, type Vendor } from '../../lib/access/bootstrapTemplate.ts';
import type { AwsProvider } from './framework.ts';
import { templatesBucketName } from './keptResources.ts';

/**
 * Uploads the bootstrap templates that the bucket does not have yet. Existing templates are never changed: each name is
 * the digest of the content, and launch links that were sent point to them.
 *
 * @param bucketMayBeMissing whether a missing bucket is accepted, because the first deploy has not created it yet.
 * @returns how many templates were uploaded.
 */
export async function publishTemplates(
  provider: AwsProvider,
  vendor: Vendor,
  bucketMayBeMissing: boolean,
): Promise<number> {
  const s3 = new S3Client(await provider.getAwsSdkV3Config());
  const place = { namespace: vendor.namespace, accountId: await provider.getAccountId(), region: provider.getRegion() };
  const Bucket = templatesBucketName(place);
  let uploaded = 0;
  for (const [file, Body] of publishedTemplates(catalog, vendor)) {
    // With `IfNoneMatch: *`, S3 refuses the write if the key exists.
    const put = new PutObjectCommand({ Bucket, Key: `templates/${file}`, Body, ContentType, IfNoneMatch: '*' });
    try {
      await s3.send(put);
      uploaded += 1;
    } catch (error) {
      if (bucketMayBeMissing && isNamed(error, 'NoSuchBucket')) return uploaded;
      if (!isNamed(error, 'PreconditionFailed')) throw error;
    }
  }
  return uploaded;
}

const ContentType = 'application/json';

function isNamed(error: unknown, name: string): boolean {
  return error instanceof S3ServiceException && error.name === name;
}
