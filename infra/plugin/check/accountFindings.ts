import { readStoredToken, tokensPathOf } from '../../../lib/gateways/config/tokenHashes.ts';
import { createElsewhere } from '../templatesPlace.ts';
import type { AccountAnswers } from './accountAnswers.ts';
import { judged, type Finding } from './finding.ts';
import type { Planned } from './planned.ts';

/** Returns whether the account lets everybody read the templates, which launch links need. */
export function publicAccessFinding(
  { place, templates }: Planned,
  { blocksPublicPolicies, bucket, bucketOwner }: AccountAnswers,
): Finding {
  const subject = 'public bucket policies';
  if (templates.public === 'off')
    return {
      subject,
      level: 'note',
      text: 'publicTemplates is off, so launch links will not work. Send each tenant the template and the command for it (docs/operating.md, Where the templates are).',
    };
  return judged(subject, blocksPublicPolicies, (isBlocked) => {
    if (!isBlocked) return { level: 'ok', text: 'The account allows them.' };
    const isElsewhere = templates.bucket !== '' && 'value' in bucket && bucket.value === 'hidden';
    if (isElsewhere)
      return { level: 'ok', text: `The account blocks them, and ${templates.bucket} is a bucket of another account.` };
    // A stack that has its bucket can still be updated, and an urgent deploy must not wait for this.
    const isDeployed = 'value' in bucketOwner && bucketOwner.value === place.namespace;
    return {
      level: isDeployed ? 'note' : 'refused',
      text: [
        'The account, or a policy of its organization, blocks them (S3 Block Public Access), so tenants cannot read the templates and every launch link fails. Choose one:',
        `(1) Allow this bucket: switch off BlockPublicPolicy and RestrictPublicBuckets for the account. S3 has no exception for one bucket; block the other buckets by their own settings. If an S3 policy of the organization sets it, detach that policy from this account.`,
        `(2) Use a bucket in another account of yours. With the credentials of that account, run ${createElsewhere(place, place.region)}, and deploy with templatesBucket and templatesRegion.`,
        '(3) Do without launch links: deploy with publicTemplates=off, and send tenants the template for --template-body (docs/operating.md, Where the templates are).',
      ].join(' '),
    };
  });
}

/** How many sweeps run at the same time. */
const sweeps = 1;

/** Returns whether Lambda allows enough executions at the same time. New accounts have a reduced quota. */
export function concurrencyFinding(
  { place: { region }, queueConcurrency, apiRequests }: Planned,
  { concurrency }: AccountAnswers,
): Finding {
  const mostConcurrent = apiRequests + sweeps + queueConcurrency;
  return judged('the concurrency of Lambda', concurrency, (allowed) => {
    if (allowed >= mostConcurrent)
      return { level: 'ok', text: `The account allows ${allowed} executions in ${region}.` };
    return {
      level: 'note',
      text: `The account allows ${allowed} executions at the same time in ${region}, for all its functions, and Latchkey can use ${mostConcurrent}. Above the quota, requests fail with a 5xx and queued work waits. New accounts have a reduced quota, which AWS raises with use. To raise it now: aws service-quotas request-service-quota-increase --region ${region} --service-code lambda --quota-code L-B99A9384 --desired-value 1000`,
    };
  });
}

/** Returns whether the tokens in SSM are valid. If one were not, the functions would accept no token. */
export function tokensFinding({ place: { namespace } }: Planned, { tokens }: AccountAnswers): Finding {
  return judged(`the tokens under ${tokensPathOf(namespace)}`, tokens, (found) => {
    const wrong = [...found].filter(([name, value]) => !isToken(name, value)).map(([name]) => name);
    if (found.size === 0)
      return {
        level: 'refused',
        text: 'There are none, and apiTokenHashes is ssm. Store at least one (docs/configuration.md, Tokens).',
      };
    if (wrong.length === 0) return { level: 'ok', text: `There are ${found.size}, and each is valid.` };
    return {
      level: 'refused',
      text: `Not the hex SHA-256 of a token, with its tenants if limited: ${wrong.join(', ')}. The functions would accept no token.`,
    };
  });
}

function isToken(name: string, value: string): boolean {
  try {
    return readStoredToken(name, value).length === 1;
  } catch {
    return false;
  }
}
