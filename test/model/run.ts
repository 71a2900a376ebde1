import type { Command, Request } from './commands.ts';
import { broken } from './look.ts';
import { openModel } from './model.ts';
import { drain, settle } from './settle.ts';
import { openTenant, type Tenant } from './tenant.ts';
import { gatewayMs, openWorld, type Answer, type World } from './world.ts';

/** What is asked for by the number of its names: the third is the first but for case, and takes the same slot. */
const asked = {
  tutum: [{}, { userName: 'other', policyName: 'other-policy' }, { userName: 'TUTUM' }],
  cycle: [{ userNames: ['ann', 'ben'] }, { userNames: ['cyd'] }, { userNames: ['Ben', 'ann'] }],
} as const;
const users = { tutum: ['tutum', 'other', 'TUTUM'], cycle: ['ann', 'cyd', 'Ben'] } as const;

export type BlueprintName = keyof typeof asked;

/** Runs the commands, lets worker and sweep mend what is left, looks; then ends every onboarding, and looks again. */
export async function runScenario(seed: number, blueprint: BlueprintName, commands: readonly Command[]): Promise<void> {
  const world = openWorld(seed);
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

  /** Sends it; waits for the answer as long as API Gateway does, or until its process stands still. */
  const ask = async (
    { method, path, body, headers }: { method: string; path: string; body?: unknown; headers?: Record<string, string> },
    { trouble }: Pick<Request, 'trouble'>,
    check: (answer: Answer, isOurs: boolean) => void,
  ): Promise<void> => {
    const sent = world.send(method, path, body, headers, { trouble });
    const answered = sent.answer.then((answer) => {
      answers.push(answer);
      check(answer, sent.process.hadTroubleOfOurs);
    });
    await Promise.race([answered, sent.process.frozen, time.sleep(gatewayMs)]);
  };
  const requested = async (request: Request): Promise<void> => {
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
      const check = (answer: Answer, isOurs: boolean) => {
        model.create(answer, key, JSON.stringify(body), world.watched.records, isOurs);
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
      case 'offboard':
        return ask({ method: 'DELETE', path, headers: later }, request, model.offboard);
      case 'look':
        return ask({ method: 'GET', path }, {}, (answer) => {
          model.look(
            answer,
            world.watched.transitions.filter(({ id }) => id === record.id).map(({ to }) => to),
          );
        });
    }
  };
  const isOurs = (name: string) => tenant.isThere(name) && !tenant.isTheirs(name);

  const run = async (command: Command): Promise<void> => {
    switch (command.do) {
      case 'together':
        await time.until(Promise.all(command.requests.map(requested)));
        return;
      case 'launch':
        return tenant.isLaunched() ? undefined : tenant.launch();
      case 'remove stack':
        return tenant.isLaunched() && tenant.isTrusting() && !tenant.hasOurs() ? tenant.remove() : undefined;
      case 'refuse':
        return tenant.isLaunched() && tenant.isTrusting() ? tenant.refuse() : undefined;
      case 'trust again':
        return tenant.trustAgain();
      case 'put in the way': {
        const name = users[blueprint][command.names] ?? '';
        return tenant.isThere(name) ? undefined : tenant.putInTheWay(name);
      }
      case 'clear the way': {
        const name = users[blueprint][command.names] ?? '';
        return tenant.isTheirs(name) ? tenant.clearTheWay(name) : undefined;
      }
      case 'hang key': {
        const name = users[blueprint][command.names] ?? '';
        const user = tenant.account().users.find((each) => each.name === name);
        return isOurs(name) && (user?.accessKeys.length ?? 2) < 2 ? tenant.hangKey(name) : undefined;
      }
      case 'pass':
        return time.until(time.sleep(command.ms));
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
    const wrong = [...model.wrong, ...broken(world, tenant, answers)];
    if (wrong.length > 0) throw new Error(`${when}:\n${wrong.join('\n')}`);
  };
  /** Whoever was frozen is awake again, or never will be; everything that is due is done. */
  const rest = async () => {
    await settle(world);
    await time.until(world.ended());
    await settle(world);
    model.atRest(records());
    mustHold('at rest');
  };

  return {
    run,
    rest,
    /** With everything put right in the account, every onboarding can be ended, and leaves nothing. */
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
