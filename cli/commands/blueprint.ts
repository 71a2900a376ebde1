import { buildRouteMap } from '@stricli/core';
import { blueprintCheck } from './blueprintCheck.ts';

/** `latchkey blueprint` */
export const blueprint = buildRouteMap({
  routes: { check: blueprintCheck },
  docs: { brief: 'Write and check blueprints of your own, in files' },
});
