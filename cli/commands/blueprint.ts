import { buildRouteMap } from '@stricli/core';
import { blueprintCheck } from './blueprintCheck.ts';
import { blueprintDiff } from './blueprintDiff.ts';
import { blueprintFetchManaged } from './blueprintFetchManaged.ts';

/** `latchkey blueprint` */
export const blueprint = buildRouteMap({
  routes: { check: blueprintCheck, diff: blueprintDiff, fetchManaged: blueprintFetchManaged },
  docs: { brief: 'Write and check blueprints of your own, in files' },
});
