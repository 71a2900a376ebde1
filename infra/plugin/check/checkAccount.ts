import * as z from 'zod';
import { partitionOf, partitions } from '../../../lib/core/partitions.ts';
import type { Framework } from '../framework.ts';
import { placeOf } from '../place.ts';
import { publishedIn } from '../templatesPlace.ts';
import { askAccount } from './accountAnswers.ts';
import type { Finding } from './finding.ts';
import type { Planned } from './planned.ts';
import { findingsOf } from './findings.ts';

const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const stateTable = z.object({
  Properties: z.object({
    KeySchema: keys,
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: keys })),
  }),
});

/**
 * Asks the account of the deploy's credentials whether the deploy can work. Changes nothing.
 *
 * @param namespace the namespace of the deploy
 * @throws Error if there are no valid credentials.
 */
export async function checkAccount(framework: Framework, namespace: string): Promise<readonly Finding[]> {
  const { service } = framework;
  const provider = framework.getProvider('aws');
  const { templates, given, concurrency, api } = service.custom;
  const place = await placeOf(provider, namespace);
  const planned: Planned = {
    place,
    templates,
    table: stateTable.parse(service.resources.Resources['StateTable']).Properties,
    hasTokensInSsm: given.apiTokenHashes === 'ssm',
    queueConcurrency: Number(concurrency.work) + Number(concurrency.deliveries),
    // A request that waits for IAM takes about a second.
    apiRequests: Math.max(Number(api.rate), Number(api.burst)),
  };
  const config = await provider.getAwsSdkV3Config();
  const answers = await askAccount(config, planned, process.env['AWS_ENDPOINT_URL'] || undefined);
  return [whereFinding(planned), ...findingsOf(planned, answers)];
}

/** Returns what would be deployed where, so that somebody notices the wrong credentials or the wrong region. */
function whereFinding({ place, templates }: Planned): Finding {
  const { namespace, accountId, region } = place;
  const partition = partitionOf(region) ?? 'aws';
  const text = [
    `The stack ${namespace} in ${region}, in the account ${accountId} of these credentials.`,
    `The templates are in ${publishedIn(templates, place).region}.`,
    `Launch links open the console in ${partitions[partition].homeRegion}, unless the request for the access names a launchRegion.`,
  ].join(' ');
  return { level: 'ok', subject: 'what is deployed where', text };
}
