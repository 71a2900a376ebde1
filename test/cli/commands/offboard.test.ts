import { Interrupted } from '../../../cli/failures.ts';
import { commandLineFor } from '../../support/commandLine.ts';

const id = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';
const user = { type: 'user', arn: `arn:aws:iam::111122223333:user/latchkey/tutum/x/${id}/tutum` };
const onboarding = {
  id,
  tenantId: 'acme',
  accountId: '111122223333',
  blueprint: 'tutum',
  parameters: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  steps: [],
};
const claimed = { ...onboarding, status: 'claimed', receipt: { resources: [{ ...user, status: 'made' }] } };
const offboarding = { ...claimed, status: 'offboarding' };
const blocked = {
  ...onboarding,
  status: 'needs_attention',
  receipt: { resources: [{ ...user, status: 'left', reason: 'AWS refused.' }] },
  problem: { type: 'urn:latchkey:problem:undo-blocked', title: 'T', status: 409, detail: 'D', retryable: false },
};

/** Runs an offboarding. The service answers the first read and the DELETE, and then one of `later` for each read. */
function offboardedWith(later: readonly object[], interrupted?: AbortSignal) {
  const answers = [claimed, offboarding, ...later];
  const { latchkey } = commandLineFor();
  return latchkey(`offboard ${id} --yes --timeout 20s`, {
    ...(interrupted !== undefined && { interrupted }),
    fetch: () => Promise.resolve(Response.json(answers.length > 1 ? answers.shift() : answers[0])),
  });
}

test('what could not be removed ends the command with 1, and the message says where to read on', async () => {
  const { code, stdout, stderr } = await offboardedWith([offboarding, blocked]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^✗ remove user tutum {2}AWS refused\.$/m);
  expect(stderr).toMatch(
    new RegExp(`Problem: undo-blocked[^]*What is left: latchkey get ${id}\\. To remove it: latchkey `),
  );
});

test('an offboarding that is not done in time continues without the command', async () => {
  const { code, stderr } = await offboardedWith([offboarding]);
  expect(code).toBe(3);
  expect(stderr).toMatch(new RegExp(`The work continues\\. To follow it: latchkey get ${id}\\n$`));
});

test('a signal leaves the removal to the service', async () => {
  const pressed = new AbortController();
  const ended = offboardedWith([offboarding], pressed.signal);
  setTimeout(() => pressed.abort(new Interrupted('SIGINT')), 20);
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toMatch(new RegExp(`it continues\\. To follow it: latchkey get ${id}\\n$`));
});
