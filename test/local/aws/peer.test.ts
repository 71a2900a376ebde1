import { MessageChannel } from 'node:worker_threads';
import { connectPeer } from '../../../local/aws/peer.ts';

const { port1, port2 } = new MessageChannel();
const called: string[] = [];
const here = connectPeer(port1, { clear: () => Promise.resolve(void called.push('clear here')) });
const there = connectPeer(port2, {
  clear: () => Promise.resolve(void called.push('clear there')),
  close: () => Promise.reject(new Error('The disk is full.')),
  reset: () => there.call('clear'),
});

afterAll(() => {
  port1.close();
});

test('each thread calls the handlers of the other one, also while it handles a call', async () => {
  await Promise.all([here.call('reset'), here.call('clear')]);
  expect(called.toSorted()).toEqual(['clear here', 'clear there']);
});

test.each([
  ['a handler that fails', 'close', 'The disk is full.'],
  ['a handler that does not exist', 'open', 'The thread has no handler open.'],
])('a call of %s fails with its message', async (_, name, message) => {
  await expect(here.call(name)).rejects.toThrow(message);
});
