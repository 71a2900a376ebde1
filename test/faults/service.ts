import * as z from 'zod';
import { stateStore } from '../../lib/gateways/state/stateStore.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildCatalog } from '../../lib/gateways/deps.ts';
import { metricsOf } from '../../lib/gateways/metrics.ts';
import { openTable } from '../../lib/gateways/state/table.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { lambdaContext } from '../../local/api/lambda.ts';
import { readService } from '../../local/api/service.ts';
import { scheduledEvent, sqsEvent } from '../../local/api/triggers.ts';
import { createFunctions } from '../../local/functions.ts';
import { startApi } from '../../local/server.ts';
import { localWebhookSecrets } from '../../local/webhookSecrets.ts';
import { ownedClock } from './clock.ts';
import { openRpc } from './rpc.ts';

/** Runs Latchkey's handlers and gateways with the test's clock, in a process that the tests kill. */
async function main(): Promise<void> {
  const read = readConfig(process.env);
  const config = { ...read, webhooks: { ...read.webhooks, secrets: localWebhookSecrets(':memory:') } };
  const service = readService('serverless.yml');
  const contextOf = (name: string) => lambdaContext(name, service.timeoutMs[name] ?? 30_000);
  const ask = openRpc(process, {
    setClock: (input) => {
      time.set(z.number().parse(input));
    },
    // Builds the functions again, so that they have no cached state, like a new Lambda environment.
    forget: () => {
      functions = build();
    },
    work: (input) => functions.work(eventOf(input), contextOf('work')),
    deliverWebhooks: (input) => functions.deliverWebhooks(eventOf(input), contextOf('deliverWebhooks')),
    sweep: () => functions.sweep(scheduledEvent('sweep'), contextOf('sweep')),
  });
  const time = ownedClock(0, async (until) => z.number().parse(await ask('moveTo', until)));
  const { clock } = time;
  const build = () => {
    const blueprints = buildCatalog();
    const store = stateStore(openTable({ ...config, metrics: metricsOf(config) }), clock, {
      indexShards: config.indexShards,
      looksDaily: config.looksDaily,
      blueprints,
    });
    return createFunctions({ ...buildEverything(config), ...blueprints, clock, store });
  };
  let functions = build();
  const { url } = await startApi({
    port: 0,
    routes: service.routes,
    timeoutMs: service.timeoutMs,
    handlers: () => functions.http,
  });
  process.once('disconnect', () => {
    process.exit(0);
  });
  await ask('ready', url);
}

const eventOf = (input: unknown) =>
  sqsEvent(
    z
      .array(z.string())
      .parse(input)
      .map((Body, index) => ({ MessageId: String(index), Body })),
  );

void main();
