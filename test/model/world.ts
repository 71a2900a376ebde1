import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { blueprintDigest, versionKey } from '../../lib/blueprints/versions.ts';
import { publishedTemplates } from '../../lib/access/bootstrapTemplate.ts';
import { buildApiDocument } from '../../lib/gateways/apiDocument.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { stateStore } from '../../lib/gateways/state/stateStore.ts';
import { redact } from '../../lib/gateways/redact.ts';
import type { Log } from '../../lib/core/ports.ts';
import type { Everything } from '../../lib/gateways/webhookDeps.ts';
import { openStackStore } from '../../local/cloudformation/stackStore.ts';
import { localEnvironment, localVendor } from '../../local/environment.ts';
import { createFunctions } from '../../local/functions.ts';
import { createAccounts } from '../../local/sandbox/accounts.ts';
import { answerCall } from '../../local/sandbox/answer.ts';
import { authenticate } from '../../local/sandbox/authenticate.ts';
import { createLag } from '../../local/sandbox/lag/index.ts';
import { createPace } from '../../local/sandbox/lag/pace.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { createLauncher } from '../../local/sandbox/launch.ts';
import { accountToJson } from '../../local/sandbox/state.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { apiToken } from './calls.ts';
import { cloud } from './cloud.ts';
import { deployedTimes } from './deployedTimes.ts';
import { invocations } from './invocations.ts';
import { memoryTable } from './memoryTable.ts';
import { watchPlans } from './planWatch.ts';
import { networkQueue, networkTable, receiver } from './environments.ts';
import { current } from './process.ts';
import { refusals } from './refusals.ts';
import { seeded } from './seeded.ts';
import { virtualTime, type VirtualTime } from './time.ts';
import { watch } from './watch.ts';
import { watchWorkingKeys } from './workingKeys.ts';
import { wire, type Inject, type Wire } from './wire.ts';

/** What STS and IAM give out that nobody else may see. */
const secrets = /<(?:SecretAccessKey|SessionToken)>([^<]+)</g;
const startAt = Date.UTC(2026, 0, 1);
const published = publishedTemplates(catalog, localVendor);
/** What a test replaces in a world. */
export interface WorldOptions {
  /** What goes wrong with a call. */
  readonly inject?: Inject;
  /** Settings of the functions. Default: those of a deployment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Returns STS and IAM in place of those in memory. Then `account` does not know their accounts. */
  readonly sandbox?: (now: () => number) => Sandbox;
  /** Returns a network in place of the simulated one. Then every call to the table is retried as the SDK does it. */
  readonly network?: (time: VirtualTime) => Wire;
}

/**
 * Runs Latchkey's handlers and gateways in this process and in virtual time, with the sandbox's IAM and STS, a table and
 * queues in memory, and a simulated network. `seed` decides everything that is random. `profile` says how late AWS is.
 */
export function openWorld(seed: number, profile: LagProfile = 'off', options: WorldOptions = {}) {
  const { inject, environment = deployedTimes, network, sandbox: given } = options;
  const local = localEnvironment('http://127.0.0.1:9', apiToken, {});
  // Most tests count calls, and look at a day or more at once.
  const config = readConfig({ ...local, LATCHKEY_DAILY_LOOK: 'off', ...environment });
  const time = virtualTime(startAt);
  const chance = seeded(seed);
  const accounts = createAccounts(undefined, createLag({ profile, seed }));
  const issued: string[] = [];
  const sandbox: Sandbox = given?.(time.now) ?? {
    authenticate: (accessKeyId, sessionToken) => authenticate(accounts, time.now(), accessKeyId, sessionToken),
    answer: async (call) => {
      const answer = await working.around(call, () => plans.around(call, () => answerCall(accounts, time.now(), call)));
      for (const [, secret = ''] of answer.body.matchAll(secrets)) issued.push(secret);
      return answer;
    },
    clear: () => {
      accounts.clear();
      return Promise.resolve();
    },
  };
  const watched = watch(time.now, config);
  const blueprints = { catalog: [...catalog], versions: new Map<string, Blueprint>() };
  // Unlike a process of Latchkey, the test knows every version that was deployed.
  const known = { catalog: blueprints.catalog, versions: new Map<string, Blueprint>(), settings: config };
  const plans = watchPlans(accounts, known, watched.records, watched.wrong);
  const working = watchWorkingKeys(accounts, watched.records, watched.wrong);
  const { table, items, replace } = memoryTable(watched.onPut);
  let thawedAt = -Infinity;
  const refused = refusals(time.now);
  const simulated = wire(
    time,
    (at) => {
      thawedAt = Math.max(thawedAt, at);
    },
    refused,
    inject,
  );
  const onWire = network?.(time) ?? simulated;
  const { requestTimeoutMs } = config;
  const parts = { wire: onWire, time, requestTimeoutMs, retriesAll: network !== undefined };
  const work = networkQueue('latchkey-work', parts);
  const deliveries = networkQueue('latchkey-webhooks', parts);
  const vendor = receiver(time);
  const calls: { readonly process: string; readonly operation: string; readonly at: number }[] = [];
  let appearLateMs = 0;
  let log = '';
  const write = (message: string, fields?: Readonly<Record<string, unknown>>) => {
    log += `${JSON.stringify({ message, ...fields }, redact)}\n`;
  };
  const quiet: Log = { add: () => undefined, info: write, warn: write, error: write };
  const clock = time.clock(() => current()?.skewMs ?? 0);
  let ids = 0;
  const templates = new Map(published);
  const newStore = () => stateStore(networkTable(table, parts), clock, { looksDaily: config.looksDaily, blueprints });
  const deps: Everything = {
    settings: config,
    actor: { by: 'latchkey', action: 'work', requestId: '' },
    tokens: { configured: config.tokens, all: () => Promise.resolve(config.tokens) },
    corsOrigins: [],
    ...blueprints,
    clock,
    log: quiet,
    metrics: {
      put: (measures) => {
        log += JSON.stringify(measures);
      },
    },
    logWith: () => quiet,
    closedTrusts: new Map(),
    newOnboardingId: () => `ob_${String((ids += 1)).padStart(26, '0')}`,
    // As in a deployment, two differ in more than their last character: a pattern for one must not match the other.
    newExternalId: () => `external-id-${String((ids += 1)).padStart(10, '0')}${'0'.repeat(10)}`,
    newOwner: watched.newOwner,
    store: newStore(),
    queue: work.queue,
    deliveryQueue: deliveries.queue,
    batchQueues: { work: work.queue, deliveries: deliveries.queue },
    webhooks: vendor.webhooks,
    webhookKeys: { publicKeys: () => Promise.resolve([]) },
    ...buildApiDocument(),
    tenantAccounts: cloud({
      sandbox,
      wire: onWire,
      requestTimeoutMs,
      appearLateMs: () => Math.random() * appearLateMs,
      onCall: (operation, caller) => {
        calls.push({ process: current()?.name ?? '', operation, at: time.now() });
        watched.onCall(operation, caller);
      },
    }),
  };
  const functions = createFunctions(deps);
  return {
    seed,
    time,
    sandbox,
    templates,
    watched,
    issued,
    items,
    /** The records in the table. Those of erased tenants are not. */
    records: () => {
      const stored = new Set(items().flatMap(({ pk, sk }) => (sk === 'record' ? [pk] : [])));
      return [...watched.records.values()].filter(({ id }) => stored.has(`onboarding#${id}`));
    },
    replaceItem: replace,
    vendor,
    settings: config,
    /** Returns a store that remembers nothing yet, as that of a new process. */
    newStore,
    /** The handlers' dependencies, parts of which a test can replace. */
    deps,
    ...{ calls, work, deliveries },
    refusals: refused,
    /** Deploys another catalogue. The processes from then on know the earlier versions only from the table. */
    deploy: (next: readonly Blueprint[]) => {
      for (const each of blueprints.catalog)
        known.versions.set(versionKey({ blueprint: each.name, digest: blueprintDigest(each) }), each);
      blueprints.catalog.splice(0, Infinity, ...next);
      blueprints.versions.clear();
      for (const [file, template] of publishedTemplates(next, localVendor)) templates.set(file, template);
    },
    /** The dependencies that plan every onboarding, whichever version it has. */
    known,
    /** Returns what a plan says that is not in the account. */
    missingIn: plans.missing,
    tenantAccounts: deps.tenantAccounts,
    launcher: createLauncher(sandbox, templates, openStackStore(undefined), {
      pace: createPace({ profile, seed }),
      clock: time.now,
    }),
    account: (accountId: string) => accountToJson(accounts.get(accountId)),
    log: () => log,
    ...invocations({ functions, time, work, deliveries }),
    /**
     * When the last frozen process is thawed and the last late call is carried out (epoch ms); Infinity if there is
     * none.
     */
    thawedAt: () => (thawedAt > time.now() ? thawedAt : Infinity),
    appearLate: (ms: number) => {
      appearLateMs = ms;
    },
    close: () => {
      time.restore();
      chance.restore();
    },
  };
}

export type World = ReturnType<typeof openWorld>;
