import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { phases } from './phases.ts';
import { readSample } from './sample.ts';

const run = promisify(execFile);

// The last line that main.ts prints has the counts that this test compares.
test('after each fault of the sample, the seven invariants hold once worker and sweep have run, and the caller still gets working keys', async () => {
  const { stdout } = await run(process.execPath, [join('test', 'faults', 'main.ts'), '--sample']).catch(
    (failed: unknown) => z.object({ stdout: z.string() }).parse(failed),
  );
  const [, ran, green] = /cells (\d+), green (\d+)/.exec(stdout) ?? [];
  expect({ stdout, green }).toEqual({ stdout, green: ran });
  const sample = readSample();
  const blueprints = new Set(sample.map(({ blueprint }) => blueprint));
  const later = catalog.filter(({ name }) => !blueprints.has(name));
  expect(Number(ran)).toBe(sample.length + later.length * phases.length);
}, 300_000);
