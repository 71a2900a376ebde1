import { buildRouteMap } from '@stricli/core';
import { blueprintCheck } from './blueprintCheck.ts';
import { blueprintDiff } from './blueprintDiff.ts';
import { blueprintFetchManaged } from './blueprintFetchManaged.ts';
import { blueprintImport } from './blueprintImport.ts';
import { blueprintNew } from './blueprintNew.ts';

/** `latchkey blueprint` */
export const blueprint = buildRouteMap({
  routes: {
    import: blueprintImport,
    new: blueprintNew,
    check: blueprintCheck,
    diff: blueprintDiff,
    fetchManaged: blueprintFetchManaged,
  },
  docs: { brief: 'Write, check and compare blueprints of your own, in files' },
});
