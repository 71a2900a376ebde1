import { buildRouteMap } from '@stricli/core';
import { blueprintImport } from './blueprintImport.ts';

/** `latchkey blueprint` */
export const blueprint = buildRouteMap({
  routes: { import: blueprintImport },
  docs: { brief: 'Write, check and compare blueprints' },
});
