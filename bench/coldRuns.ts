import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { median } from './median.ts';

/** A function whose first answer is measured. */
export interface ColdCase {
  readonly name: string;
  /** The path of its bundle. */
  readonly bundle: string;
  /** The status of its answer. Another one is an error of the bench. */
  readonly status: number;
  /** Returns the event of the next run. A run that changes something needs an event of its own. */
  readonly event: () => Promise<APIGatewayProxyEventV2>;
}

const program = resolve('bench/coldHandlers/firstAnswer.cjs');
const result = z.object({ statusCode: z.number(), cpuMs: z.number(), body: z.optional(z.string()) });

/**
 * Measures each case in `runs` new processes, one after another and the cases in turn, so that other work of the
 * machine slows all of them alike. The first run of each case is not counted, because it reads the files from the disk.
 *
 * @param environment the environment of the functions
 * @param folder where the events are written
 * @returns for each case, the median CPU time from the start of the process to its first answer, in milliseconds
 */
export async function coldCpuMs(
  cases: readonly ColdCase[],
  runs: number,
  environment: Readonly<Record<string, string>>,
  folder: string,
): Promise<ReadonlyMap<string, number>> {
  const measured = cases.map((each) => ({ each, cpuMs: new Array<number>() }));
  for (let run = 0; run <= runs; run += 1) {
    for (const { each, cpuMs } of measured) {
      const ms = await firstAnswer(each, environment, folder);
      if (run > 0) cpuMs.push(ms);
    }
  }
  return new Map(measured.map(({ each, cpuMs }) => [each.name, median(cpuMs)]));
}

/** Returns the CPU time of one new process, in milliseconds. Throws if its answer has another status than expected. */
async function firstAnswer(
  { name, bundle, status, event }: ColdCase,
  environment: Readonly<Record<string, string>>,
  folder: string,
): Promise<number> {
  const eventFile = join(folder, 'event.json');
  writeFileSync(eventFile, JSON.stringify(await event()));
  const { stdout } = await promisify(execFile)(process.execPath, [program, bundle, eventFile], { env: environment });
  // The function writes its log to the same output.
  const { statusCode, cpuMs, body } = result.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
  if (statusCode !== status) throw new Error(`${name} answered ${statusCode} instead of ${status}: ${body ?? ''}`);
  return cpuMs;
}
