import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { processCells, readSample } from './sample.ts';

const run = promisify(execFile);

// The last line that main.ts prints has the counts that this test compares.
test('after each fault in a process of its own, the seven invariants hold once worker and sweep have run, and the caller still gets working keys', async () => {
  const { stdout } = await run(process.execPath, [join('test', 'faults', 'main.ts'), '--few']).catch(
    (failed: unknown) => z.object({ stdout: z.string() }).parse(failed),
  );
  const [, green, ran] = /^(\d+) of (\d+) cells green, in /m.exec(stdout) ?? [];
  expect({ stdout, green }).toEqual({ stdout, green: ran });
  expect(Number(ran)).toBe(processCells(readSample()).length);
}, 300_000);
