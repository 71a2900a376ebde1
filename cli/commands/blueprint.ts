import { buildRouteMap } from '@stricli/core';
import { blueprintCheck } from './blueprintCheck.ts';
import { blueprintDiff } from './blueprintDiff.ts';

/** `latchkey blueprint` */
export const blueprint = buildRouteMap({
  routes: { check: blueprintCheck, diff: blueprintDiff },
  docs: { brief: 'Write and check blueprints of your own, in files' },
});
