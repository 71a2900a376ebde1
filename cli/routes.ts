import { buildRouteMap } from '@stricli/core';
import { access } from './commands/access.ts';
import { allow } from './commands/allow.ts';
import { awsProfiles } from './commands/awsProfiles.ts';
import { blueprints } from './commands/blueprints.ts';
import { claim } from './commands/claim.ts';
import { configure } from './commands/configure.ts';
import { create } from './commands/create.ts';
import { deliveries } from './commands/deliveries.ts';
import { events } from './commands/events.ts';
import { get } from './commands/get.ts';
import { health } from './commands/health.ts';
import { link } from './commands/link.ts';
import { list } from './commands/list.ts';
import { offboard } from './commands/offboard.ts';
import { preview } from './commands/preview.ts';
import { provision } from './commands/provision.ts';
import { redeliver } from './commands/redeliver.ts';
import { stop } from './commands/stop.ts';
import { stops } from './commands/stops.ts';
import { tenants } from './commands/tenants.ts';
import { webhooks } from './commands/webhooks.ts';

/** All commands, in the order of the help: what one needs first comes first. */
export const routes = buildRouteMap({
  routes: {
    configure,
    blueprints,
    preview,
    access,
    create,
    list,
    get,
    provision,
    claim,
    offboard,
    events,
    link,
    deliveries,
    redeliver,
    webhooks,
    awsProfiles,
    stop,
    allow,
    stops,
    tenants,
    health,
  },
  docs: {
    brief: 'Onboard the AWS accounts of tenants',
    fullDescription: [
      'Onboards the AWS accounts of tenants, through a deployment of Latchkey.',
      '',
      'It calls the deployment that LATCHKEY_URL and LATCHKEY_TOKEN name, or the profile that latchkey configure',
      'has stored, or the one that npm start runs on this machine.',
      '',
      'EXIT CODES',
      '  0  done',
      '  1  refused, or failed',
      '  2  wrong usage: nothing was sent',
      '  3  the time was used up, or there are no keys yet: what was begun continues',
      '',
      'EXAMPLES',
      '  # The keys of a new onboarding, into ~/.aws/credentials',
      '  latchkey create --tenant acme --account 111122223333 --blueprint tutum --write-profile acme',
    ].join('\n'),
  },
});
