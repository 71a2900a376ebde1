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

/** How a write of progress is named: how many there are is a question of time, so that none is a cell of its own. */
export const progress = 'dynamodb:PutItem (progress)';

/**
 * Names calls by what they are about, so that a name means the same call in every run, whatever the order in which
 * calls that go out together arrive.
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
    /** Counts anew from here on. */
    restart: () => {
      counts.clear();
    },
  };
}

/** Of a boundary without the digest of its ceiling, which is another with every change to a blueprint. */
const lastOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1).replace(/^(latchkey-boundary-[a-z]+)-.*/, '$1');
