import { workerData } from 'node:worker_threads';
import * as z from 'zod';
import { blueprintSchema } from '../../catalog/blueprint.ts';
import { assertSettings } from '../../lib/gateways/config/assertSettings.ts';
import { config } from '../../lib/gateways/config/config.ts';

/**
 * Throws if a setting in this thread's environment is not valid. `deployProblem` loads this module for that, with the
 * catalogue of the deploy as the data of the thread.
 */
assertSettings(config, z.array(blueprintSchema).parse(workerData));
