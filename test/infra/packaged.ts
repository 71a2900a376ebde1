import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

const packaged = z.object({
  Parameters: z.record(z.string(), z.looseObject({ Default: z.optional(z.unknown()) })),
  Conditions: z.record(z.string(), z.unknown()),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.optional(z.string()),
      DeletionPolicy: z.optional(z.string()),
      Properties: z.looseObject({}),
    }),
  ),
  Outputs: z.record(z.string(), z.looseObject({})),
});
export type PackagedTemplate = z.infer<typeof packaged>;

/**
 * The framework keeps here the code with which it checks serverless.yml, which takes it seconds to compile. The file is named
 * by a hash of what it checks, and gets its name when it is complete, so that all runs can share it.
 */
const checks = resolve('node_modules/.cache/latchkey/framework');
const home = mkdtempSync(join(tmpdir(), 'latchkey-framework-'));
afterAll(() => rmSync(home, { recursive: true }));

/** The template does not depend on what the functions do, and bundling the real ones takes seconds. */
const emptyHandler = 'export const handler = () => undefined;';

interface Run {
  /** Whether the command exited with 0. */
  readonly succeeded: boolean;
  /** What the command wrote to both of its outputs. */
  readonly output: string;
}

/**
 * Runs a command of the Serverless Framework with these deploy settings. Runs in a folder of its own that links to the
 * project, so that two runs at the same time do not write the same files.
 *
 * @param look reads files of the folder before it is removed
 */
export async function runServerless<T>(
  command: string,
  settings: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
  look: (project: string, run: Run) => T,
): Promise<T> {
  const project = mkdtempSync(join(tmpdir(), 'latchkey-package-'));
  try {
    for (const name of ['catalog', 'client', 'infra', 'lib', 'local', 'node_modules', 'web'])
      symlinkSync(join(process.cwd(), name), join(project, name));
    mkdirSync(join(project, 'handlers'));
    for (const file of readdirSync('handlers')) writeFileSync(join(project, 'handlers', file), emptyHandler);
    for (const name of ['package.json', 'serverless.yml']) cpSync(name, join(project, name));
    const given = Object.entries(settings).map(([name, value]) => `--param=${name}=${value}`);
    const arguments_ = [join(process.cwd(), 'node_modules/.bin/serverless'), ...command.split(' '), ...given];
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      SLS_SCHEMA_CACHE_BASE_DIR: checks,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    };
    const run = await promisify(execFile)(process.execPath, arguments_, { cwd: project, env }).then(
      ({ stdout, stderr }) => ({ succeeded: true, output: stdout + stderr }),
      (error: unknown) => ({ succeeded: false, output: failed.parse(error) }),
    );
    return look(project, run);
  } finally {
    rmSync(project, { recursive: true });
  }
}

const failed = z.pipe(
  z.object({ stdout: z.string(), stderr: z.string() }),
  z.transform(({ stdout, stderr }) => stdout + stderr),
);

/** Returns the template that `serverless package` makes with these deploy settings. */
export function packageWith(settings: Readonly<Record<string, string>>): Promise<PackagedTemplate> {
  return runServerless('package', settings, {}, (project, { succeeded, output }) => {
    if (!succeeded) throw new Error(output);
    const file = join(project, '.serverless/cloudformation-template-update-stack.json');
    return packaged.parse(JSON.parse(readFileSync(file, 'utf8')));
  });
}
