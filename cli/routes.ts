import { buildRouteMap } from '@stricli/core';
import { access } from './commands/access.ts';
import { allow } from './commands/allow.ts';
import { awsProfiles } from './commands/awsProfiles.ts';
import { blueprint } from './commands/blueprint.ts';
import { blueprints } from './commands/blueprints.ts';
import { claim } from './commands/claim.ts';
import { completion } from './commands/completion.ts';
import { configure } from './commands/configure.ts';
import { counts } from './commands/counts.ts';
import { create } from './commands/create.ts';
import { deliveries } from './commands/deliveries.ts';
import { events } from './commands/events.ts';
import { get } from './commands/get.ts';
import { handover } from './commands/handover.ts';
import { health } from './commands/health.ts';
import { link } from './commands/link.ts';
import { list } from './commands/list.ts';
import { offboard } from './commands/offboard.ts';
import { preview } from './commands/preview.ts';
import { provision } from './commands/provision.ts';
import { reactivate } from './commands/reactivate.ts';
import { redeliver } from './commands/redeliver.ts';
import { retire } from './commands/retire.ts';
import { rotate } from './commands/rotate.ts';
import { stepTimes } from './commands/stepTimes.ts';
import { stop } from './commands/stop.ts';
import { stops } from './commands/stops.ts';
import { tenants } from './commands/tenants.ts';
import { update } from './commands/update.ts';
import { webhooks } from './commands/webhooks.ts';

/** All commands, in the order of the help: what one needs first comes first. */
export const routes = buildRouteMap({
  routes: {
    configure,
    blueprints,
    blueprint,
    preview,
    access,
    create,
    list,
    get,
    provision,
    claim,
    rotate,
    retire,
    reactivate,
    update,
    offboard,
    events,
    link,
    handover,
    deliveries,
    redeliver,
    webhooks,
    awsProfiles,
    stop,
    allow,
    stops,
    counts,
    stepTimes,
    tenants,
    health,
    completion,
  },
  docs: { brief: 'Onboard the AWS accounts of tenants' },
});
