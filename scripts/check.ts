import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/**
 * Prettier's cache depends only on the text of a file: a file that was formatted is still formatted if its text is the
 * same.
 */
const cached = ['--cache', '--cache-strategy', 'content', '--cache-location', 'node_modules/.cache/latchkey/format'];

/**
 * The parts of `npm run check`, the longest first. npm puts the installed tools, including Node 24, first on the PATH.
 * The parts store their caches in node_modules/.cache, which `npm ci` deletes.
 */
const parts: readonly { name: string; command: string; arguments: readonly string[] }[] = [
  { name: 'types and lint', command: 'node', arguments: ['scripts/checkSources.ts'] },
  { name: 'format', command: 'prettier', arguments: ['--check', '--log-level', 'warn', ...cached, '.'] },
  { name: 'templates', command: 'node', arguments: ['scripts/checkTemplates.ts'] },
  { name: 'imports', command: 'depcruise', arguments: ['--output-type', 'err', '.'] },
  { name: 'unused', command: 'knip', arguments: ['--no-progress'] },
  { name: 'contract', command: 'redocly', arguments: ['lint', 'docs/openapi.json'] },
];

/** Without these, redocly sends statistics to its vendor, and asks npm for a newer version. */
const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** Runs one part and prints its result, with the output of the part if it failed. */
function run({ name, command, arguments: args }: (typeof parts)[number]): Promise<boolean> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = execFile(
      command,
      args,
      { maxBuffer: 64 * 1024 * 1024, env: environment },
      (error, stdout, stderr) => {
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        console.log(`${error === null ? 'ok    ' : 'FAILED'} ${name.padEnd(14)} ${seconds.padStart(5)} s`);
        if (error !== null) console.log(`${stdout}${stderr}` || error.message);
        resolve(error === null);
      },
    );
    // An error here means that the process has already ended, and is ignored.
    child.stdin?.on('error', () => undefined).end();
  });
}

/** Runs two parts at a time. */
async function runAll(): Promise<boolean> {
  const waiting = [...parts];
  const outcomes: boolean[] = [];
  const lane = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) outcomes.push(await run(part));
  };
  await Promise.all([lane(), lane()]);
  return !outcomes.includes(false);
}

process.exitCode = (await runAll()) ? 0 : 1;
