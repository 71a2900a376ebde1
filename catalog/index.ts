import type { Blueprint } from './blueprint.ts';
import { cycle } from './cycle.ts';
import { humalect } from './humalect.ts';
import { koding } from './koding.ts';
import { serverless } from './serverless.ts';
import { tutum } from './tutum.ts';

/** All blueprints. scripts/catalogIndex.ts writes this file from the other files in this directory. */
export const catalog: readonly Blueprint[] = [cycle, humalect, koding, serverless, tutum];
