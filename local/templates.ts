import type { Blueprint } from '../catalog/blueprint.ts';
import { catalog } from '../catalog/index.ts';
import { publishedTemplates } from '../lib/access/bootstrapTemplate.ts';
import { localVendor } from './environment.ts';

/** Returns the templates that the local vendor publishes for these blueprints, by file name. */
export const localTemplates = (blueprints: readonly Blueprint[] = catalog) =>
  publishedTemplates(blueprints, localVendor);
