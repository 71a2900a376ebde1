import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { formatTable } from '../local/demo/table.ts';
import { simulateAll, withSimulation } from './simulate/scalePage.ts';
import { looksTable, stepsTable, usageTable } from './simulate/tables.ts';
import { readTraces, tracesFile } from './simulate/trace.ts';

const page = 'docs/scale.md';
/** How often each phase runs for a recording. */
const runs = 10;

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';

if (values.check) {
  const { check } = await import('./simulate/check.ts');
  const isClose = await check(readTraces(), (text) => {
    console.log(text);
  });
  process.exit(isClose ? 0 : 1);
} else if (values.record) {
  const { record } = await import('./simulate/record.ts');
  const { file, text } = tracesFile(await record(runs, true));
  writeFileSync(file, text);
  execFileSync('npx', ['prettier', '--write', file]);
} else {
  const traces = readTraces();
  const simulated = simulateAll(traces);
  for (const { head, rows } of [stepsTable(simulated.steps), usageTable(simulated.steps), looksTable(simulated.looks)])
    console.log(`${formatTable(head, rows)}\n`);
  if (values.write) {
    writeFileSync(page, withSimulation(readFileSync(page, 'utf8'), simulated, traces));
    execFileSync('npx', ['prettier', '--write', page]);
  }
}
