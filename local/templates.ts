import { catalog } from '../catalog/index.ts';
import { publishedTemplates } from '../lib/access/bootstrapTemplate.ts';
import { localVendor } from './environment.ts';

/** The templates that the local vendor publishes, file name to body. */
export const localTemplates = () => publishedTemplates(catalog, localVendor);
