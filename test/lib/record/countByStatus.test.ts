import { AwsFailure } from '../../../lib/core/awsFailure.ts';
import { countByStatus } from '../../../lib/record/countByStatus.ts';
import { statuses } from '../../../lib/record/onboarding.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { recordIn } from '../../support/records.ts';

const unused = () => Promise.reject(new Error('nothing here should ask for this'));
const deadline = 10_000;

test('a count that ends at its limit is marked, and the others are not', async () => {
  const countIn = (status: string, limit: number) =>
    Promise.resolve(status === 'claimed' ? { count: limit, isCut: true } : { count: 2, isCut: false });
  const counts = await countByStatus(
    { store: { countIn, list: unused }, clock: fakeClock().clock },
    { tenants: undefined, deadline },
  );
  expect(counts).toEqual(
    statuses.map((status) =>
      status === 'claimed' ? { status, count: 10_000, isAtLeast: true } : { status, count: 2, isAtLeast: false },
    ),
  );
});

test('a count that DynamoDB throttles is repeated', async () => {
  let calls = 0;
  const countIn = () => {
    calls += 1;
    if (calls === 1) return Promise.reject(new AwsFailure('dynamodb:Query', 'ThrottlingException', 'slow', 'refused'));
    return Promise.resolve({ count: 1, isCut: false });
  };
  const { clock } = fakeClock();
  await countByStatus({ store: { countIn, list: unused }, clock }, { tenants: undefined, deadline });
  expect(calls).toBe(statuses.length + 1);
});

test('for a caller of few tenants at most 1,000 onboardings are read, and every count is marked if there are more', async () => {
  let read = 0;
  const list = () => {
    read += 100;
    const onboardings = Array.from({ length: 100 }, (_, index) =>
      recordIn('ready', { id: `ob_${String(9_000_000 - read - index)}` }),
    );
    return Promise.resolve({ onboardings, next: onboardings.at(-1)?.id });
  };
  const counts = await countByStatus(
    { store: { countIn: unused, list }, clock: fakeClock().clock },
    { tenants: ['acme'], deadline },
  );
  expect(read).toBe(1000);
  expect(counts.find(({ status }) => status === 'ready')).toEqual({ status: 'ready', count: 1000, isAtLeast: true });
  expect(counts.every(({ isAtLeast }) => isAtLeast)).toBe(true);
});
