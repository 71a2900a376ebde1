import type { ScheduledEvent, SQSBatchResponse, SQSEvent, Context } from 'aws-lambda';
import { createHandler as claimCredentials } from '../handlers/claimCredentials.ts';
import { createHandler as createOnboarding } from '../handlers/createOnboarding.ts';
import { createHandler as getBlueprint } from '../handlers/getBlueprint.ts';
import { createHandler as getOnboarding } from '../handlers/getOnboarding.ts';
import { createHandler as health } from '../handlers/health.ts';
import { createHandler as listBlueprints } from '../handlers/listBlueprints.ts';
import { createHandler as listOnboardings } from '../handlers/listOnboardings.ts';
import { createHandler as previewBlueprint } from '../handlers/previewBlueprint.ts';
import { createHandler as provisionOnboarding } from '../handlers/provisionOnboarding.ts';
import { createHandler as sweep } from '../handlers/sweep.ts';
import { createHandler as tenantAccess } from '../handlers/tenantAccess.ts';
import { createHandler as unknownRoute } from '../handlers/unknownRoute.ts';
import { createHandler as work } from '../handlers/work.ts';
import type { buildDeps } from '../lib/gateways/deps.ts';
import type { HttpHandler } from './server.ts';

/** Every deployed function, on one set of gateways. */
export interface Functions {
  /** By the name that serverless.yml has for them. */
  readonly http: Readonly<Record<string, HttpHandler>>;
  readonly work: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;
  readonly sweep: (event: ScheduledEvent, context: Context) => Promise<unknown>;
}

export function createFunctions(deps: ReturnType<typeof buildDeps>): Functions {
  return {
    http: {
      claimCredentials: claimCredentials(deps),
      createOnboarding: createOnboarding(deps),
      getBlueprint: getBlueprint(deps),
      getOnboarding: getOnboarding(deps),
      health: health(deps),
      listBlueprints: listBlueprints(deps),
      listOnboardings: listOnboardings(deps),
      previewBlueprint: previewBlueprint(deps),
      provisionOnboarding: provisionOnboarding(deps),
      tenantAccess: tenantAccess(deps),
      unknownRoute: unknownRoute(deps),
    },
    work: work(deps),
    sweep: sweep(deps),
  };
}
