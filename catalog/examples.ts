import type { Blueprint } from './blueprint.ts';
import { cycle } from './cycle.ts';
import { humalect } from './humalect.ts';
import { koding } from './koding.ts';
import { serverless } from './serverless.ts';
import { tutum } from './tutum.ts';

/** The blueprints of this directory. scripts/catalogIndex.ts writes this file from the others. */
export const examples: readonly Blueprint[] = [cycle, humalect, koding, serverless, tutum];
