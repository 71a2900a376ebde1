import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unpackOnce } from '../support/browser/unpackOnce.ts';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
});

const unpack = async (work: (into: string) => Promise<void>) => {
  await unpackOnce(join(cache, 'packed'), work);
};
const complete = async (into: string) => {
  writeFileSync(join(into, 'first'), '');
  await sleep(1);
  writeFileSync(join(into, 'second'), '');
};

// The lock is one of Linux, where alone something is unpacked.
(process.platform === 'linux' ? describe : describe.skip)('what is unpacked once', () => {
  test('several at once get one complete folder, which stays', async () => {
    const work = jest.fn(complete);
    const seen = Array.from({ length: 3 }, async () => {
      await unpack(work);
      return readdirSync(join(cache, 'packed'));
    });
    expect(await Promise.all(seen)).toEqual([1, 2, 3].map(() => ['first', 'second']));
    await unpack(work);
    expect(work).toHaveBeenCalledTimes(1);
    expect(readdirSync(cache)).toEqual(['packed']);
  });

  test('a failure leaves nothing, and the next one succeeds', async () => {
    const failing = unpack(async (into) => {
      await complete(into);
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(readdirSync(cache)).toEqual([]);
    await unpack(complete);
    expect(readdirSync(cache)).toEqual(['packed']);
  });

  test('while a process unpacks, others wait; when it is killed, the next one unpacks and removes what it left', async () => {
    const program = `
      const { unpackOnce } = await import('./test/support/browser/unpackOnce.ts');
      await unpackOnce(process.argv[1], () => new Promise((resolve) => setTimeout(resolve, 1e9, console.log('unpacking'))));`;
    const args = ['--input-type=module', '--eval', program, join(cache, 'packed')];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const work = jest.fn(complete);
    const waiting = unpack(work);
    await sleep(100);
    expect([work.mock.calls, readdirSync(cache)]).toEqual([[], [expect.stringMatching(/^packed\.unpacking-/)]]);
    child.kill('SIGKILL');
    await waiting;
    expect(work).toHaveBeenCalledTimes(1);
    expect(readdirSync(cache)).toEqual(['packed']);
  });
});
