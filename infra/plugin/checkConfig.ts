import { catalog } from '../../catalog/index.ts';
import { config } from '../../lib/gateways/config/config.ts';
import { assertNamesFit } from '../../lib/gateways/config/namesFit.ts';
import { assertContacts } from '../../lib/gateways/config/vendorContacts.ts';

/** Throws if a setting in this thread's environment is not valid. `deployProblem` loads this module for that. */
assertNamesFit(config, catalog);
assertContacts(config.contacts);
