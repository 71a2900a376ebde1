import type { AnyStack } from './testStack.ts';

/** What a worker does that finds the lease of an onboarding over: it moves the version, the owner and the attempt. */
export function takeOver({ changeRecord }: Pick<AnyStack, 'changeRecord'>, id: string): Promise<void> {
  return changeRecord(id, (record) => {
    if (!('lease' in record)) throw new Error(`nobody works on ${id}`);
    const { version, attempts, lease } = record;
    return {
      version: version + 1,
      attempts: attempts + 1,
      writer: 'another-process',
      lease: { ...lease, owner: 'another-process', attempt: lease.attempt + 1 },
    };
  });
}
