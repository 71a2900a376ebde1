import { workerData } from 'node:worker_threads';
import * as z from 'zod';
import { blueprintSchema } from '../../catalog/blueprint.ts';
import { config } from '../../lib/gateways/config/config.ts';
import { assertNamesFit } from '../../lib/gateways/config/namesFit.ts';
import { assertRecipientKey } from '../../lib/gateways/config/recipientKeySetting.ts';
import { assertContacts } from '../../lib/gateways/config/vendorContacts.ts';

/**
 * Throws if a setting in this thread's environment is not valid. `deployProblem` loads this module for that, with the
 * catalogue of the deploy as the data of the thread.
 */
assertNamesFit(config, z.array(blueprintSchema).parse(workerData));
assertContacts(config.contacts);
assertRecipientKey(config.recipientKey);
