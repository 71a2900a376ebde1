import { isOnByDefault, isRegion, partitionOf, partitions } from '../../lib/core/partitions.ts';
import type { TemplatesSettings } from './framework.ts';
import { templatesBucketName, type Place } from './place.ts';

/** Returns the bucket to which the deploy uploads the templates, and its region. */
export function publishedIn({ bucket, region }: TemplatesSettings, place: Place): { bucket: string; region: string } {
  if (bucket !== '') return { bucket, region };
  return { bucket: templatesBucketName(place), region: place.region };
}

/**
 * Returns LATCHKEY_TEMPLATES_URL of a function for the compiled template, which CloudFormation completes. It does not refer
 * to the bucket as a resource, because the stack has that resource only under a condition.
 */
export function templatesUrl({ bucket, region }: TemplatesSettings): { readonly 'Fn::Sub': string } {
  const own = { namespace: '${Namespace}', accountId: '${AWS::AccountId}', region: '${AWS::Region}' };
  const host = bucket === '' ? `${templatesBucketName(own)}.s3.${own.region}` : `${bucket}.s3.${region}`;
  return { 'Fn::Sub': `https://${host}.\${AWS::URLSuffix}/templates` };
}

/**
 * Returns why tenants could not read the templates with these settings: a sentence that says what to do. Returns undefined
 * if they can.
 *
 * @param place an account ID that is not known yet can be any text
 */
export function templatesProblem(settings: TemplatesSettings, place: Place): string | undefined {
  const { bucket, region, public: isPublic } = settings;
  const partition = partitionOf(place.region) ?? 'aws';
  if (isPublic !== 'on' && isPublic !== 'off') return `publicTemplates is '${isPublic}'. It has to be on or off.`;
  if ((bucket === '') !== (region === ''))
    return 'templatesBucket and templatesRegion belong together: the name of a bucket that exists, and its region.';
  // With a dot in the name, the certificate of S3 does not match the host name.
  if (!/^([a-z0-9][a-z0-9-]{1,61}[a-z0-9])?$/.test(bucket))
    return `templatesBucket is '${bucket}'. It has to be the name of a bucket, without dots.`;
  if (region !== '' && !isRegion(partition, region))
    return `templatesRegion is '${region}'. It has to be a region of the partition ${partition}.`;
  const { region: where } = publishedIn(settings, place);
  if (isPublic === 'off' || isOnByDefault(partition, where)) return undefined;
  const { homeRegion } = partitions[partition];
  const elsewhere = templatesBucketName({ ...place, region: homeRegion });
  return [
    `Accounts have to enable the region ${where} before they can use it. S3 there refuses the accounts of tenants that have not, so their launch links would fail.`,
    `Create the bucket in a region that every account has: ${createElsewhere(place, homeRegion)}.`,
    `Then deploy with templatesBucket=${elsewhere} and templatesRegion=${homeRegion}.`,
  ].join(' ');
}

/** Returns the command that creates a bucket for the templates in another region, or with other credentials. */
export function createElsewhere({ namespace, accountId }: Place, region: string): string {
  return `aws cloudformation deploy --region ${region} --stack-name ${namespace}-templates --template-file infra/templatesBucket.yml --parameter-overrides Namespace=${namespace} UploaderAccountId=${accountId}`;
}
