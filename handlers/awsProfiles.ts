import { allSettledOrThrow } from '../lib/core/allSettled.ts';
import { config } from '../lib/gateways/config/config.ts';
import { buildReads, buildSurroundings } from '../lib/gateways/deps.ts';
import { findOnboardingById } from '../lib/http/find.ts';
import { api } from '../lib/http/middleware.ts';
import type { Reading, ServiceDeps } from '../lib/http/ports.ts';
import { profilesOf } from '../lib/http/profiles.ts';
import { readProfilesBody } from '../lib/http/request/profilesBody.ts';
import * as routes from '../lib/http/routeTable.ts';
import { json } from '../lib/http/views/answer.ts';
import { profilesView } from '../lib/http/views/profilesView.ts';

/** POST /v1/profiles: returns the files of the AWS CLI for claimed onboardings, without secrets. */
export const createHandler = ({ store, ...service }: ServiceDeps<never> & Reading) =>
  api<never>(service, routes.awsProfiles, async (request, deps) => {
    const { profiles } = readProfilesBody(request.body, deps.settings.partition);
    const found = await allSettledOrThrow(
      profiles.map(async (wanted, index) => ({
        wanted,
        onboarding: await findOnboardingById(
          request,
          { ...deps, store },
          wanted.onboarding,
          `/profiles/${String(index)}/onboarding`,
        ),
      })),
    );
    return json(200, profilesView(profilesOf(found)));
  });

export const handler = createHandler({ ...buildSurroundings(config), ...buildReads(config) });
