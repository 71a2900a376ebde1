import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** The standard input. */
  readonly input?: string;
}

/** Runs a command in a directory of its own, which is its home too, and returns its standard output. */
type Run = (command: readonly [string, ...string[]], options?: RunOptions) => Promise<string>;

/** A test that needs a program. If the machine does not have it, the test is skipped, and its name says so. */
export function testWith(program: string, name: string, work: (run: Run, directory: string) => Promise<void>): void {
  if (spawnSync(program, ['--version']).error !== undefined) {
    test.skip(`${name} (skipped: there is no ${program} on the PATH)`, () => {});
    return;
  }
  test(name, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'latchkey-program-'));
    const base = { PATH: process.env['PATH'], HOME: directory };
    try {
      await work(async ([file, ...words], { environment, input = '' } = {}) => {
        const running = promisify(execFile)(file, words, { cwd: directory, env: { ...base, ...environment } });
        // A program that does not read its input may end before the input is written.
        running.child.stdin?.on('error', () => {}).end(input);
        return (await running).stdout;
      }, directory);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
}
