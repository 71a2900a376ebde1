import * as z from 'zod';
import type { Service } from '../../local/aws/wire.ts';

const lease = z.object({ owner: z.string(), expiresAt: z.number() });
const tableItem = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  status: z.string().optional(),
  lease: lease.optional(),
});

/** What the name of a call is made of. */
export interface CallFacts {
  readonly service: Service;
  readonly action: string;
  /** The parameters of a call to IAM or STS. */
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly callerArn?: string;
  /** The item that is written. */
  readonly item?: Readonly<Record<string, unknown>>;
  /** The sort key that is read, or the index that is queried. */
  readonly about?: string | undefined;
  readonly queue?: string;
}

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

  const nameTableCall = ({ action, item, about = '' }: CallFacts) => {
    const base = `dynamodb:${action}`;
    if (item === undefined) return `${base} ${about}`;
    const { pk, sk, status, lease: held } = tableItem.parse(item);
    const now = `${status ?? ''} ${held?.owner ?? ''} ${String(held?.expiresAt === 0)}`;
    const before = seen.get(pk);
    seen.set(pk, now);
    if (held !== undefined && now === before) return progress;
    return `${base} ${sk.split('#')[0] ?? ''}${status === undefined ? '' : ` ${status}`}`;
  };

  const nameOf = (call: CallFacts) => {
    const { service, action, parameters = {}, callerArn = '', queue = '' } = call;
    if (service === 'dynamodb') return nameTableCall(call);
    if (service === 'sqs') return `sqs:${action} ${lastOf(queue)}`;
    if (action === 'AssumeRole')
      return `sts:AssumeRole${parameters['ExternalId'] === undefined ? ' (no external ID)' : ''}`;
    const about =
      service === 'sts'
        ? [lastOf(callerArn)]
        : ['UserName', 'GroupName', 'PolicyName', 'PolicyArn'].flatMap(
            (field) => lastOf(parameters[field] ?? '') || [],
          );
    return [`${service}:${action}`, ...about].join(' ');
  };

  return {
    name: (call: CallFacts) => {
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
