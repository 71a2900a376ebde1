import type { Blueprint } from './blueprint.ts';
import { tutum } from './tutum.ts';

/** Every blueprint there is. A new one is a file beside this one, and its line here. */
export const catalog: readonly Blueprint[] = [tutum];
