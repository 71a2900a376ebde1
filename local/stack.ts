import { seedMark } from './seed.ts';
import type { RunningAws } from './aws/index.ts';
import type { ThreadOptions } from './aws/thread.ts';
import type { LagOptions } from './sandbox/lag/profile.ts';
import type { Sandbox } from './sandbox/types.ts';
import { lagWindows } from './lagWindows.ts';
import { localTemplates } from './templates.ts';
import { startService, type LocalService, type ServiceOptions } from './service.ts';

export interface StackOptions extends Omit<ServiceOptions, 'awsUrl' | 'clear'> {
  /** 0: any free port. */
  readonly awsPort: number;
  /** Replaces the sandbox's STS and IAM, for a test that observes every call. */
  readonly sandbox?: Sandbox;
  /** How long changes in the sandbox AWS take to become visible. By default they are visible immediately. */
  readonly lag?: LagOptions;
  /** Starts the sandbox AWS. Default: in this thread. */
  readonly startAws?: (options: ThreadOptions) => Promise<RunningAws>;
}

export interface LocalStack {
  readonly url: string;
  readonly awsUrl: string;
  readonly aws: RunningAws;
  readonly service: LocalService;
  /** Waits for running work for at most `graceMs` milliseconds, then stops everything. */
  close(graceMs?: number): Promise<void>;
}

export { localTemplates };

/**
 * Starts the whole local stack on 127.0.0.1: the sandbox AWS, the HTTP API, the workers and the sweep. Seeds the
 * tenant.
 * @throws if a port is in use or a setting is wrong.
 */
export async function startStack(options: StackOptions): Promise<LocalStack> {
  const { awsPort, dataDir, sandbox, lag, catalog } = options;
  const start = options.startAws ?? (await inThisThread(sandbox));
  const aws = await start({ port: awsPort, dataDir, templates: localTemplates(catalog), lag });
  try {
    // A reset was interrupted, so the data is neither the old state nor the seeded one.
    if (seedMark(options.dataDir).isResetting()) await aws.clear();
    const isLate = lag !== undefined && lag.profile !== 'off';
    const environment = { ...(isLate && lagWindows(true, process.env)), ...options.environment };
    const service = await startService({ ...options, environment, awsUrl: aws.url });
    aws.onReset(() => service.reset(aws.clear));
    return {
      url: service.url,
      awsUrl: aws.url,
      aws,
      service,
      close: async (graceMs = 1000) => {
        await service.close(graceMs);
        await aws.close();
      },
    };
  } catch (error) {
    await aws.close();
    throw error;
  }
}

/** Imported only here, so that a thread with the sandbox AWS is the only one that holds it in memory. */
async function inThisThread(sandbox: Sandbox | undefined) {
  const { startAws } = await import('./aws/index.ts');
  return (options: ThreadOptions) => startAws({ ...options, ...(sandbox !== undefined && { sandbox }) });
}
