import type { ScheduledEvent, SQSBatchResponse, SQSEvent, Context } from 'aws-lambda';
import { createHandler as awsProfiles } from '../handlers/awsProfiles.ts';
import { createHandler as claimCredentials } from '../handlers/claimCredentials.ts';
import { createHandler as updateOnboarding } from '../handlers/updateOnboarding.ts';
import { createHandler as previewUpdate } from '../handlers/previewUpdate.ts';
import { createHandler as rotateCredentials } from '../handlers/rotateCredentials.ts';
import { createHandler as countStatuses } from '../handlers/countStatuses.ts';
import { createHandler as createLink } from '../handlers/createLink.ts';
import { createHandler as listDeliveries } from '../handlers/listDeliveries.ts';
import { createHandler as offboard } from '../handlers/offboard.ts';
import { createHandler as onboardingEvents } from '../handlers/onboardingEvents.ts';
import { createHandler as onboardingHealth } from '../handlers/onboardingHealth.ts';
import { createHandler as redeliver } from '../handlers/redeliver.ts';
import { createHandler as reactivateKey } from '../handlers/reactivateKey.ts';
import { createHandler as retireKey } from '../handlers/retireKey.ts';
import { createHandler as retireAccess } from '../handlers/retireAccess.ts';
import { createHandler as revokeLink } from '../handlers/revokeLink.ts';
import { createHandler as deliverWebhooks } from '../handlers/deliverWebhooks.ts';
import { createHandler as createOnboarding } from '../handlers/createOnboarding.ts';
import { createHandler as listStops } from '../handlers/listStops.ts';
import { createHandler as stepTimes } from '../handlers/stepTimes.ts';
import { createHandler as shareLink } from '../handlers/shareLink.ts';
import { createHandler as stopRequests } from '../handlers/stopRequests.ts';
import { createHandler as allowRequests } from '../handlers/allowRequests.ts';
import { createHandler as getAccess } from '../handlers/getAccess.ts';
import { createHandler as changeExternalId } from '../handlers/changeExternalId.ts';
import { createHandler as endLink } from '../handlers/endLink.ts';
import { createHandler as eraseTenant } from '../handlers/eraseTenant.ts';
import { createHandler as getBlueprint } from '../handlers/getBlueprint.ts';
import { createHandler as getOnboarding } from '../handlers/getOnboarding.ts';
import { createHandler as handoverMessage } from '../handlers/handoverMessage.ts';
import { createHandler as health } from '../handlers/health.ts';
import { createHandler as listBlueprints } from '../handlers/listBlueprints.ts';
import { createHandler as listOnboardings } from '../handlers/listOnboardings.ts';
import { createHandler as openApi } from '../handlers/openApi.ts';
import { createHandler as previewBlueprint } from '../handlers/previewBlueprint.ts';
import { createHandler as provisionOnboarding } from '../handlers/provisionOnboarding.ts';
import { createHandler as reviewOnboarding } from '../handlers/reviewOnboarding.ts';
import { createHandler as sweep } from '../handlers/sweep.ts';
import { createHandler as tenantAccess } from '../handlers/tenantAccess.ts';
import { createHandler as testWebhook } from '../handlers/testWebhook.ts';
import { createHandler as unknownRoute } from '../handlers/unknownRoute.ts';
import { createHandler as web } from '../handlers/web.ts';
import { createHandler as webhookKeys } from '../handlers/webhookKeys.ts';
import { createHandler as work } from '../handlers/work.ts';
import type { Everything } from '../lib/gateways/webhookDeps.ts';
import type { RouteName } from '../lib/http/routes.ts';
import type { HttpHandler } from './server.ts';
import { localWebFiles } from './webFiles.ts';

/** Every deployed function. All share the same gateways. */
export interface Functions {
  /** The functions behind the HTTP API, by their names in serverless.yml. */
  readonly http: Readonly<Record<string, HttpHandler>>;
  readonly work: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  readonly deliverWebhooks: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  readonly sweep: (event: ScheduledEvent, context: Context) => Promise<unknown>;
}

/** Creates the handlers of all functions with the same gateways. */
export function createFunctions(deps: Everything): Functions {
  return {
    http: {
      awsProfiles: awsProfiles(deps),
      countStatuses: countStatuses(deps),
      createLink: createLink(deps),
      listDeliveries: listDeliveries(deps),
      offboard: offboard(deps),
      updateOnboarding: updateOnboarding(deps),
      previewUpdate: previewUpdate(deps),
      onboardingEvents: onboardingEvents(deps),
      onboardingHealth: onboardingHealth(deps),
      redeliver: redeliver(deps),
      retireAccess: retireAccess(deps),
      retireKey: retireKey(deps),
      reactivateKey: reactivateKey(deps),
      revokeLink: revokeLink(deps),
      claimCredentials: claimCredentials(deps),
      rotateCredentials: rotateCredentials(deps),
      createOnboarding: createOnboarding(deps),
      listStops: listStops(deps),
      shareLink: shareLink(deps),
      stopRequests: stopRequests(deps),
      allowRequests: allowRequests(deps),
      getAccess: getAccess(deps),
      changeExternalId: changeExternalId(deps),
      endLink: endLink(deps),
      eraseTenant: eraseTenant(deps),
      getBlueprint: getBlueprint(deps),
      getOnboarding: getOnboarding(deps),
      handoverMessage: handoverMessage(deps),
      health: health(deps),
      listBlueprints: listBlueprints(deps),
      listOnboardings: listOnboardings(deps),
      openApi: openApi(deps),
      previewBlueprint: previewBlueprint(deps),
      provisionOnboarding: provisionOnboarding(deps),
      stepTimes: stepTimes(deps),
      reviewOnboarding: reviewOnboarding(deps),
      tenantAccess: tenantAccess(deps),
      testWebhook: testWebhook(deps),
      unknownRoute: unknownRoute(deps),
      web: web({ ...deps, webFiles: localWebFiles(deps.settings) }),
      webhookKeys: webhookKeys(deps),
    } satisfies Readonly<Record<RouteName | 'unknownRoute' | 'web', HttpHandler>>,
    work: work(deps),
    deliverWebhooks: deliverWebhooks(deps),
    sweep: sweep(deps),
  };
}
