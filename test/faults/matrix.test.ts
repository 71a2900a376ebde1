import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

const run = promisify(execFile);

/** Ends with what it found: a test that runs it needs nothing but its last line. */
test('whatever goes wrong with a call, the seven invariants hold once worker and sweep have run, and its caller still gets to keys that work', async () => {
  const { stdout } = await run(process.execPath, [join('test', 'faults', 'main.ts'), '--sample']).catch(
    (failed: unknown) => z.object({ stdout: z.string() }).parse(failed),
  );
  const [, cells, green] = /cells (\d+), green (\d+)/.exec(stdout) ?? [];
  expect({ stdout, green }).toEqual({ stdout, green: cells });
  expect(Number(cells)).toBeGreaterThan(30);
}, 180_000);
