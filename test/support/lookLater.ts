import type { Onboarding } from '../../lib/record/onboarding.ts';
import type { AnyStack } from './testStack.ts';

/** Makes the later look at the account due now. */
export const makeLookDue = ({ changeRecord, now }: AnyStack, id: string): Promise<void> =>
  changeRecord(id, ({ dueTimes }) => {
    const past = now() - 1000;
    return { dueTimes: { ...dueTimes, reconcile: past }, dueAt: past, due: 'due#0' };
  });

/** Makes the later look at the account due now, and waits until a worker has made it. */
export async function lookLater(testStack: AnyStack, id: string): Promise<Onboarding> {
  const { version } = await testStack.read(id);
  await makeLookDue(testStack, id);
  return testStack.recordWhen(
    id,
    (record) => record.version > version && !('lease' in record),
    () => `nobody looked at ${id}`,
  );
}
