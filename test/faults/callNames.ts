import * as z from 'zod';
import type { Interposed } from '../../local/aws/interpose.ts';
import { formOf } from '../../local/aws/wire.ts';

const text = z.object({ S: z.string() });
const record = z.object({ lease: z.object({ M: z.object({ owner: text, expiresAt: z.object({ N: z.string() }) }) }) });
const body = z.looseObject({
  Item: z.looseObject({ pk: text, sk: text, status: text.optional() }).optional(),
  Key: z.object({ pk: text, sk: text }).optional(),
  IndexName: z.string().optional(),
  QueueName: z.string().optional(),
  QueueUrl: z.string().optional(),
});

/**
 * The name of a write that only reports progress. Their number depends on timing, so that they are not in the matrix.
 */
export const progress = 'dynamodb:PutItem (progress)';

/**
 * Names calls by operation and resource, so that a name means the same call in every run, even if concurrent calls arrive
 * in another order.
 */
export function createNamer() {
  const seen = new Map<string, string>();
  const counts = new Map<string, number>();

  const nameTableCall = (call: Interposed) => {
    const { Item, Key, IndexName } = body.parse(JSON.parse(call.request.body.toString('utf8')));
    const base = `dynamodb:${call.action}`;
    if (Item === undefined) return `${base} ${Key?.sk.S ?? IndexName ?? ''}`;
    const lease = record.safeParse(Item).data?.lease.M;
    const now = `${Item.status?.S ?? ''} ${lease?.owner.S ?? ''} ${String(lease?.expiresAt.N === '0')}`;
    const before = seen.get(Item.pk.S);
    seen.set(Item.pk.S, now);
    if (lease !== undefined && now === before) return progress;
    return `${base} ${Item.sk.S.split('#')[0] ?? ''}${Item.status === undefined ? '' : ` ${Item.status.S}`}`;
  };

  const nameOf = (call: Interposed) => {
    const { service, action, caller } = call;
    if (service === 'dynamodb') return nameTableCall(call);
    if (service === 'sqs') {
      const { QueueName, QueueUrl } = body.parse(JSON.parse(call.request.body.toString('utf8')));
      return `sqs:${action} ${lastOf(QueueName ?? QueueUrl ?? '')}`;
    }
    const form = formOf(call.request);
    if (action === 'AssumeRole') return `sts:AssumeRole${form['ExternalId'] === undefined ? ' (no external ID)' : ''}`;
    const about =
      service === 'sts'
        ? [lastOf(caller.arn)]
        : ['UserName', 'GroupName', 'PolicyName', 'PolicyArn'].flatMap((field) => lastOf(form[field] ?? '') || []);
    return [`${service}:${action}`, ...about].join(' ');
  };

  return {
    name: (call: Interposed) => {
      const name = nameOf(call);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count === 1 || name === progress ? name : `${name} #${String(count)}`;
    },
    /** Sets all counts back to 0. */
    restart: () => {
      counts.clear();
    },
  };
}

/** Returns the last part of an ARN; for a boundary without its digest, which changes with its blueprint. */
const lastOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1).replace(/^(latchkey-boundary-[a-z]+)-.*/, '$1');
