import { buildRouteMap } from '@stricli/core';
import { accessChange } from './accessChange.ts';
import { accessGet } from './accessGet.ts';
import { accessRequest } from './accessRequest.ts';
import { accessRetire } from './accessRetire.ts';

/** `latchkey access` */
export const access = buildRouteMap({
  routes: { request: accessRequest, get: accessGet, changeExternalId: accessChange, retire: accessRetire },
  defaultCommand: 'request',
  docs: {
    brief: 'Get, change or retire the access to an account of a tenant',
    fullDescription:
      'latchkey access --tenant ID --account ID --blueprint NAME is short for latchkey access request,\nwhose --help shows all its flags.\n\nEXAMPLES\n  latchkey access --tenant acme --account 111122223333 --blueprint tutum',
  },
});
