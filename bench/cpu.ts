import * as z from 'zod';
import { startAwsProcess } from './awsProcess.ts';
import { startChildProcess } from './childProcess.ts';
import { median } from './median.ts';
import { openClient } from './cpuClient.ts';

/** CPU time of a warm service in milliseconds. */
export interface Cpu {
  /** Of one onboarding: in the group that took the least time, and in the median group. */
  readonly onboardingMs: number;
  readonly medianMs: number;
  /** Of one request that calls nothing: the part of the local HTTP server and of the middleware. */
  readonly requestMs: number;
}

/**
 * How many onboardings run before the measurement, so that V8 optimizes the code; how many run in each group; and how
 * many groups are measured.
 */
const [warmUp, perGroup, groups] = [300, 50, 6];
/**
 * Measures the CPU time of the service's process, without that of the client and of AWS, which run in others. Onboards
 * the blueprint `tutum`, one after another. Calls to AWS are not slowed, because waiting takes no CPU time. Other
 * programs on the machine only add to it, because they share its caches.
 */
export async function measureCpu(environmentOf: (awsUrl: string) => Record<string, string>): Promise<Cpu> {
  const aws = await startAwsProcess(0);
  const service = await startChildProcess('service.ts', environmentOf(aws.url));
  try {
    const { launch, onboard, health } = openClient(service.url, aws.url);
    const cpuMs = async () => z.number().parse(await service.ask('cpu')) / 1000;
    const perRequest = async (send: () => Promise<unknown>) => {
      const all: number[] = [];
      for (let group = 0; group < groups; group += 1) {
        const before = await cpuMs();
        for (let each = 0; each < perGroup; each += 1) await send();
        all.push(((await cpuMs()) - before) / perGroup);
      }
      return all;
    };
    await launch();
    for (let each = 0; each < warmUp; each += 1) {
      await onboard();
      await health();
    }
    const [onboardings, requests] = [await perRequest(onboard), await perRequest(health)];
    return { onboardingMs: Math.min(...onboardings), medianMs: median(onboardings), requestMs: Math.min(...requests) };
  } finally {
    service.stop();
    aws.stop();
  }
}
