import { batch } from '../../../lib/http/batch.ts';
import { readConfig } from '../../../lib/gateways/config/config.ts';
import { buildSurroundings } from '../../../lib/gateways/deps.ts';
import { lambdaContext } from '../../../local/api/lambda.ts';
import { onboardingMessages } from '../../../local/api/triggers.ts';
import { collecting } from '../../support/collectedLog.ts';

const ids = ['A', 'B', 'C'].map((letter) => `ob_${letter.repeat(26)}`);
const surroundings = () => ({ ...buildSurroundings(readConfig(process.env)), logWith: collecting([]) });
const failuresOf = (answer: { batchItemFailures: { itemIdentifier: string }[] }) =>
  answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

test.each([
  { what: 'none', failing: [] },
  { what: 'one in the middle', failing: [ids[1]] },
  { what: 'the first and the last', failing: [ids[0], ids[2]] },
  { what: 'all', failing: ids },
])(
  'if $what of a batch fail, all messages are processed, and only the failed ones return to the queue',
  async ({ failing }) => {
    const worked: string[] = [];
    const handler = batch<never>(surroundings(), (id) => {
      worked.push(id);
      return failing.includes(id) ? Promise.reject(new Error('no')) : Promise.resolve();
    });
    const answer = await handler(onboardingMessages(ids), lambdaContext('work', 120_000));
    expect(worked.toSorted()).toEqual(ids);
    expect(failuresOf(answer)).toEqual(failing.map((id) => String(ids.indexOf(id ?? ''))));
  },
);

test('a message that names no onboarding comes back, and keeps none of the others', async () => {
  const worked: string[] = [];
  const handler = batch<never>(surroundings(), (id) => Promise.resolve(void worked.push(id)));
  const answer = await handler(
    onboardingMessages([ids[0] ?? '', 'somebody', ids[2] ?? '']),
    lambdaContext('work', 120_000),
  );
  expect([worked.toSorted(), failuresOf(answer)]).toEqual([[ids[0], ids[2]], ['1']]);
});
