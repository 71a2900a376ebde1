import { createHash } from 'node:crypto';
import { awsLimits } from './awsLimits.ts';
import { loads } from './loads.ts';
import { deployed } from './scenario.ts';
import type { Traces } from './trace.ts';

/** Claimed onboardings of the table of daily looks in docs/scale.md. */
export const storedCounts = [10_000, 300_000, 1_000_000] as const;

/** Returns a digest of everything that is simulated. A page that was written from other inputs has another digest. */
export function digestOfInputs(traces: Traces): string {
  const inputs = JSON.stringify({ traces, awsLimits, deployed, loads, storedCounts });
  return createHash('sha256').update(inputs).digest('hex').slice(0, 16);
}
