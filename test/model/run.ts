import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import { keyRetentionMs } from '../../lib/requests/idempotency.ts';
import { useKey } from '../faults/useKey.ts';
import type { HandedOverKey } from '../../lib/record/handedOverKeys.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import type { Command, Request } from './commands.ts';
import { longestPauseMs } from '../support/dailyLookTimes.ts';
import { clientsOf } from '../support/sandboxClients.ts';
import { keysIn, violations } from './invariants.ts';
import { watchLooks } from './looks.ts';
import { openModel } from './model.ts';
import { deployedTimes } from './deployedTimes.ts';
import { deploys } from './deploys.ts';
import { drain, settle } from './settle.ts';
import { openTenant, type Tenant } from './tenant.ts';
import { gatewayMs, type Answer } from './invocations.ts';
import { openWorld, type World } from './world.ts';

/** The keys of an onboarding that were handed over. */
const keysOf = (record: Onboarding) => ('keys' in record ? (record.keys ?? []) : []);

/** Returns the ID of a key in a state, or one that nobody has. */
const keyIn = (record: Onboarding, wanted: HandedOverKey['state']): string =>
  keysOf(record).find(({ state }) => state === wanted)?.id ?? 'AKIAIOSFODNN7EXAMPLE';

/** In ms. Longer than the time from one daily look to the next, or from the claim to the first. */
const dayAndMoreMs = longestPauseMs + 60_000;

/** The parameters by index. The third differs from the first only in case and order, and takes the same slot. */
const asked = {
  tutum: [{}, { userName: 'other', policyName: 'other-policy' }, { userName: 'TUTUM' }],
  cycle: [{ userNames: ['ann', 'ben'] }, { userNames: ['cyd'] }, { userNames: ['Ben', 'ann'] }],
  koding: [{ route53: true }, { userName: 'other', groupName: 'others' }, { userName: 'KODING-user' }],
} as const;
/** The parameters of an update by index: those that change the plan and need no other boundary. */
const changes = {
  tutum: [{ region: 'us-west-2' }, {}, { region: null }],
  cycle: [{}, {}, {}],
  koding: [{ route53: false }, {}, { route53: true }],
} as const;
const users = {
  tutum: ['tutum', 'other', 'TUTUM'],
  cycle: ['ann', 'cyd', 'Ben'],
  koding: ['koding-user', 'other', 'KODING-user'],
} as const;

export type BlueprintName = keyof typeof asked;

/**
 * Runs the commands, then worker and sweep until nothing is due, and checks the invariants. Then offboards every
 * onboarding and checks them again.
 */
export async function runScenario(
  seed: number,
  blueprint: BlueprintName,
  commands: readonly Command[],
  profile: LagProfile = 'off',
): Promise<void> {
  const world = openWorld(seed, profile, { environment: { ...deployedTimes, LATCHKEY_DAILY_LOOK: 'on' } });
  try {
    const tenant = await openTenant(world, '123456789012', blueprint, asked[blueprint][0]);
    await tenant.launch();
    const run = open(world, tenant, blueprint);
    for (const command of commands) await run.run(command);
    await run.rest();
    await run.end();
  } finally {
    world.close();
  }
}

function open(world: World, tenant: Tenant, blueprint: BlueprintName) {
  const model = openModel();
  const answers: Answer[] = [];
  const { time } = world;
  const records = () => [...world.watched.records.values()];
  let isDenied = false;
  const looks = watchLooks(world, tenant, () => isDenied);

  /** Sends a request. Waits for the answer until API Gateway's timeout, or until the process is frozen. */
  const ask = async (
    { method, path, body, headers }: { method: string; path: string; body?: unknown; headers?: Record<string, string> },
    { trouble }: Pick<Request, 'trouble'>,
    check: (answer: Answer, mayFailInternally: boolean) => void,
  ): Promise<void> => {
    isDenied ||= trouble?.kind === 'denied';
    const sent = world.send(method, path, body, headers, { trouble });
    const answered = sent.answer.then((answer) => {
      answers.push(answer);
      check(answer, sent.process.hadVendorTrouble);
    });
    await Promise.race([answered, sent.process.frozen, time.sleep(gatewayMs)]);
  };
  const requested = async (request: Request): Promise<void> => {
    isDenied ||= request.trouble?.kind === 'denied';
    if (request.do === 'work') {
      await world.takeWork(request);
      return;
    }
    const later = 'isLater' in request && request.isLater ? { prefer: 'respond-async' } : {};
    if (request.do === 'create') {
      const { tenantId, accountId } = tenant;
      const body = { tenantId, accountId, blueprint, parameters: asked[blueprint][request.names] };
      const key = request.key === undefined ? undefined : `key-${String(request.key)}`;
      const headers = { ...later, ...(key === undefined ? {} : { 'idempotency-key': key }) };
      const check = (answer: Answer, mayFailInternally: boolean) => {
        model.create(answer, key, JSON.stringify(body), world.watched.records, mayFailInternally);
      };
      return ask({ method: 'POST', path: '/v1/onboardings', body, headers }, request, check);
    }
    const all = records();
    const record = all[request.which % Math.max(1, all.length)];
    if (record === undefined) return;
    const path = `/v1/onboardings/${record.id}`;
    switch (request.do) {
      case 'provision':
        return ask({ method: 'POST', path: `${path}/provision`, headers: later }, request, model.common);
      case 'claim': {
        const headers =
          request.key === undefined ? {} : { 'idempotency-key': `claim-${record.id}-${String(request.key)}` };
        return ask({ method: 'POST', path: `${path}/credentials`, headers }, request, model.common);
      }
      case 'rotate': {
        const { graceSeconds, asks, names } = request;
        const userName = record.userNames[names % record.userNames.length] ?? '';
        const inForce = ('keys' in record ? (record.keys ?? []) : []).find(
          (each) => each.userName === userName && each.state === 'handed_over',
        );
        const body = {
          ...{ replaces: inForce?.id ?? 'AKIAIOSFODNN7EXAMPLE', userName, graceSeconds },
          ...((asks === 'endGrace' || asks === 'confirmed') && { endGrace: true }),
          ...(asks === 'confirmed' && { confirmed: true }),
          ...(asks === 'undelivered' && { undelivered: true }),
        };
        return ask({ method: 'POST', path: `${path}/credentials/rotate`, body }, request, model.rotate);
      }
      case 'retire':
      case 'reactivate': {
        const key = keyIn(record, request.do === 'retire' ? 'retiring' : 'inactive');
        const body = request.do === 'retire' ? { force: request.force } : {};
        return ask({ method: 'POST', path: `${path}/credentials/${key}/${request.do}`, body }, request, model.common);
      }
      case 'update': {
        const body = { parameters: changes[blueprint][request.names] };
        return ask({ method: 'POST', path: `${path}/update`, body, headers: later }, request, model.update);
      }
      case 'look': {
        looks.notice();
        const sentAt = time.now();
        const query = request.probesTrust ? '?trust=probe' : '';
        return ask({ method: 'GET', path: `${path}/health${query}` }, request, (answer, mayFailInternally) => {
          model.common(answer, mayFailInternally);
          const now = world.watched.records.get(record.id) ?? record;
          looks.answered(now, answer, sentAt, request.trouble !== undefined);
        });
      }
      case 'offboard':
        return ask({ method: 'DELETE', path, headers: later }, request, model.offboard);
      case 'read':
        return ask({ method: 'GET', path }, {}, (answer) => {
          model.read(
            answer,
            world.watched.transitions.filter(({ id }) => id === record.id).map(({ to }) => to),
          );
        });
    }
  };
  /** Whether somebody has the secret of a key: it was in an answer, or the administrator created it. Nobody else uses it. */
  const isHeld = (id: string) =>
    tenant.foreignKeys.has(id) || answers.flatMap(keysIn).some(({ accessKeyId }) => accessKeyId === id);
  /** Uses each key of a user whose secret somebody has, as programs do. */
  const useKeys = async (name: string): Promise<void> => {
    const user = tenant.account().users.find((each) => each.name === name);
    for (const { id } of (user?.accessKeys ?? []).filter((key) => isHeld(key.id))) {
      const { iam } = clientsOf(world.sandbox, { accessKeyId: id, secretAccessKey: 'unverified' });
      await time.until(time.busily(() => iam.listUsers({}).catch(() => undefined)));
    }
  };
  const isOurs = (name: string) => tenant.isThere(name) && !tenant.isForeign(name);

  const run = async (command: Command): Promise<void> => {
    looks.notice();
    await carryOut(command);
    looks.notice();
  };
  const carryOut = async (command: Command): Promise<void> => {
    switch (command.do) {
      case 'together':
        await time.until(Promise.all(command.requests.map(requested)));
        return;
      case 'launch':
        return tenant.isLaunched() ? tenant.updateStack() : tenant.launch();
      case 'deploy':
        world.deploy(deploys[command.version] ?? []);
        return;
      case 'remove stack':
        return tenant.isLaunched() && tenant.isTrusting() && !tenant.hasOurs() ? tenant.remove() : undefined;
      case 'refuse':
        if (!tenant.isLaunched() || !tenant.isTrusting()) return;
        looks.noteRefusal();
        return tenant.refuse();
      case 'trust again':
        return tenant.trustAgain();
      case 'create foreign user': {
        const name = users[blueprint][command.names] ?? '';
        return tenant.isThere(name) ? undefined : tenant.createForeignUser(name);
      }
      case 'delete foreign user': {
        const name = users[blueprint][command.names] ?? '';
        return tenant.isForeign(name) ? tenant.deleteForeignUser(name) : undefined;
      }
      case 'create foreign key': {
        const name = users[blueprint][command.names] ?? '';
        const user = tenant.account().users.find((each) => each.name === name);
        return isOurs(name) && (user?.accessKeys.length ?? 2) < 2 ? tenant.createForeignKey(name) : undefined;
      }
      case 'remove tag': {
        const name = users[blueprint][command.names] ?? '';
        return isOurs(name) ? tenant.removeTag(name) : undefined;
      }
      case 'restore tag': {
        const name = users[blueprint][command.names] ?? '';
        looks.noteRestoral();
        return isOurs(name) ? tenant.restoreTag(name) : undefined;
      }
      case 'use keys': {
        const name = users[blueprint][command.names] ?? '';
        return isOurs(name) ? useKeys(name) : undefined;
      }
      case 'use key': {
        const all = records();
        const record = all[command.which % Math.max(1, all.length)];
        const key = record && keyIn(record, command.isOld ? 'retiring' : 'handed_over');
        return key === undefined || !isHeld(key) ? undefined : time.until(useKey(world.sandbox, key));
      }
      case 'pass':
        await time.until(time.sleep(command.ms));
        // The answer of a process that was frozen may have come meanwhile.
        if (command.ms > keyRetentionMs) model.forgetKeys();
        return;
      case 'sweep':
        await time.until(world.sweep());
        return drain(world);
      case 'receiver fails':
        world.vendor.fail(command.times);
        return;
      case 'appear late':
        world.appearLate(command.ms);
        return;
      default:
        return time.until(requested(command));
    }
  };

  const mustHold = (when: string) => {
    const wrong = [...model.wrong, ...looks.wrong, ...violations(world, tenant, answers)];
    if (wrong.length > 0) throw new Error(`${when}:\n${wrong.join('\n')}`);
  };
  /** Lets two daily looks at each claimed onboarding come due. The second one finds what the first one found. */
  const letDaysPass = async () => {
    for (let days = 0; days < 2 && records().some(({ status }) => status === 'claimed'); days += 1) {
      looks.notice();
      await time.until(time.sleep(dayAndMoreMs));
      await time.until(world.sweep());
      await settle(world);
    }
  };
  /** Waits until every frozen process that will be thawed is thawed and nothing is due. */
  const rest = async () => {
    await settle(world);
    await time.until(world.ended());
    await settle(world);
    await letDaysPass();
    model.whenIdle(records());
    looks.whenIdle();
    mustHold('when nothing is due');
  };

  return {
    run,
    rest,
    /** Restores stack and trust policy, offboards every onboarding and checks that nothing is left. */
    end: async () => {
      world.appearLate(0);
      if (!tenant.isLaunched()) await tenant.launch();
      await tenant.trustAgain();
      for (const { id } of records())
        await time.until(ask({ method: 'DELETE', path: `/v1/onboardings/${id}` }, {}, model.offboard));
      await settle(world);
      mustHold('at the end');
      const left = records().filter(({ status }) => status !== 'offboarded');
      if (left.length > 0) throw new Error(`not ended: ${JSON.stringify(left)}`);
      if (tenant.hasOurs()) throw new Error(`left over: ${JSON.stringify(tenant.account())}`);
    },
  };
}
