import { Readable } from 'node:stream';
import { isStreamingPayload, streamCollector } from '../../../../infra/plugin/standIns/nodeBodies.ts';

test.each([[[]], [['one']], [['ü', 'two', '€']]])('the answer in the parts %p is read as one', async (parts) => {
  const bytes = await streamCollector(Readable.from(parts.map((part) => Buffer.from(part))));
  expect(Buffer.from(bytes).toString('utf8')).toBe(parts.join(''));
});

test('an answer whose connection ends too early is an error', async () => {
  const stream = new Readable({ read: () => undefined });
  const reading = streamCollector(stream);
  stream.push('half');
  stream.destroy(new Error('aborted'));
  await expect(reading).rejects.toThrow('aborted');
});

test.each([
  [{ body: Readable.from([]) }, true],
  [{ body: 'text' }, false],
  [{}, false],
  [undefined, false],
])('whether the body of %p cannot be sent again: %p', (request, expected) => {
  expect(isStreamingPayload(request)).toBe(expected);
});
