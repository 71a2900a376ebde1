import type { Blueprint } from './blueprint.ts';
import { examples } from './examples.ts';

/**
 * The catalogue: every blueprint that can be onboarded. If a deploy, or a run of the tests, has a folder of blueprints,
 * `catalogModule` (authoring/ownBlueprints.ts) takes the place of this module.
 */
export const catalog: readonly Blueprint[] = examples;
