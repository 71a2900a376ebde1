import { config } from '../lib/gateways/config/config.ts';
import { assertContacts } from '../lib/gateways/config/vendorContacts.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import { buildWebFiles } from '../lib/gateways/webFiles.ts';
import { anyRequest } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import { webAnswer } from '../lib/http/web/webAnswer.ts';

/**
 * GET /onboard, GET /admin and GET /web/{file}: returns the page for a tenant's administrator, that for the vendor's
 * operators, and the files that they load. Whoever opens them needs no token: the pages contain nothing of a tenant.
 */
export const createHandler = (service: ServiceDeps<'webFiles'>) =>
  anyRequest(service, (event) => webAnswer(event, service));

assertContacts(config.contacts);
export const handler = createHandler({ ...buildSurroundings(config), ...buildWebFiles() });
