import { catalog } from '../catalog/index.ts';
import { publishedTemplates } from '../lib/access/bootstrapTemplate.ts';
import { localVendor } from './environment.ts';

/** Returns the templates that the local vendor publishes, by file name. */
export const localTemplates = () => publishedTemplates(catalog, localVendor);
