import type { TemplatesSettings } from '../../../infra/plugin/framework.ts';

/** The settings of a deploy whose stack creates the public bucket of the templates, as it does by default. */
export const templatesHere: TemplatesSettings = { bucket: '', region: '', public: 'on' };
