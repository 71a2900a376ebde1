import type { Blueprint } from './blueprint.ts';
import { cycle } from './cycle.ts';
import { humalect } from './humalect.ts';
import { koding } from './koding.ts';
import { serverless } from './serverless.ts';
import { tutum } from './tutum.ts';

/** Every blueprint there is. scripts/catalogIndex.ts writes this file from what lies beside it. */
export const catalog: readonly Blueprint[] = [cycle, humalect, koding, serverless, tutum];
