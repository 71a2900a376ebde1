import { config } from '../lib/gateways/config/config.ts';
import { buildReads, buildSurroundings } from '../lib/gateways/deps.ts';
import { findOnboarding } from '../lib/http/find.ts';
import { handoverMessage } from '../lib/http/handover/handoverMessage.ts';
import { linkOf } from '../lib/http/linkCall.ts';
import { api } from '../lib/http/middleware.ts';
import type { Reading, ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';
import { file } from '../lib/http/views/answer.ts';
import { linkUrl } from '../lib/http/views/linkView.ts';

/** GET /v1/onboardings/{id}/handover.eml: returns a message that tells a person what was made and how to claim the keys. */
export const createHandler = ({ store, ...service }: ServiceDeps<never> & Reading) =>
  api<never>(service, routes.handoverMessage, async (request, deps) => {
    const onboarding = await findOnboarding(request, { ...deps, store });
    const { link: ofCaller } = request.caller;
    const kept = linkOf(request.caller, onboarding);
    const link = ofCaller && kept && { url: linkUrl(deps, onboarding, ofCaller.token()), kept };
    const { vendorName } = deps.settings;
    const { acceptLanguage } = request;
    const message = handoverMessage({ onboarding, vendorName, link, acceptLanguage, now: deps.clock.now() });
    return file('message/rfc822', `handover-${onboarding.id}.eml`, message);
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildReads(config) });
