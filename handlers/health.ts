import { config } from '../lib/gateways/config/config.ts';
import { buildSurroundings } from '../lib/gateways/deps.ts';
import type { Health } from '../lib/http/answerSchemas.ts';
import { json } from '../lib/http/views/answer.ts';
import { api } from '../lib/http/middleware.ts';
import type { ServiceDeps } from '../lib/http/ports.ts';
import * as routes from '../lib/http/routeTable.ts';

/** GET /v1/health: answers 200 if the functions run and their settings are valid, with what clients need to know of them. */
export const createHandler = (service: ServiceDeps<never>) =>
  api(service, routes.health, (_request, { settings: { auth, recipientKey } }) => {
    // Where callers sign, there are no operators' tokens.
    const operatorsRotate = auth === 'token' && recipientKey !== undefined;
    return json(200, { status: 'ok', auth, operatorsRotate } satisfies Health);
  });

export const handler = createHandler(buildSurroundings(config));
