import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Blueprint } from '../../catalog/blueprint.ts';
import { publishedTemplates, type Vendor } from '../../lib/access/bootstrapTemplate.ts';
import type { AwsProvider, TemplatesSettings } from './framework.ts';
import { placeOf } from './place.ts';
import { publishedIn } from './templatesPlace.ts';

/**
 * Uploads the bootstrap templates that the bucket does not have yet. Existing templates are never changed: each name is
 * the digest of the content, and launch links that were sent point to them.
 *
 * @param isBeforeStack whether the stack is not up to date yet. On the first deploy, the bucket that it creates is missing.
 * @param catalog every blueprint that is deployed
 * @returns how many templates were uploaded.
 */
export async function publishTemplates(
  provider: AwsProvider,
  vendor: Vendor,
  templates: TemplatesSettings,
  isBeforeStack: boolean,
  catalog: readonly Blueprint[],
): Promise<number> {
  const place = await placeOf(provider, vendor.namespace);
  const { bucket: Bucket, region } = publishedIn(templates, place);
  const s3 = new S3Client({ ...(await provider.getAwsSdkV3Config()), region });
  const bucketMayBeMissing = isBeforeStack && templates.bucket === '';
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
