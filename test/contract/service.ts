import { buildApiDocument } from '../../lib/gateways/apiDocument.ts';
import type { LagProfile } from '../../local/sandbox/lag/profile.ts';
import type { Route } from '../../local/api/routes.ts';
import type { CallFacts } from '../faults/callNames.ts';
import { deployedTimes } from '../model/deployedTimes.ts';
import { current, type Process } from '../model/process.ts';
import { gatewayMs, type Answer } from '../model/invocations.ts';
import { openWorld } from '../model/world.ts';
import { callOf, type Faults, type Request } from './request.ts';
import { recipientKey } from './keys.ts';
import { tokenHashes } from './tokens.ts';

/** What came back of a request: an answer, nothing because the process died, or what went wrong. */
interface Reply {
  /** The route that API Gateway selected, with its function. */
  readonly route: Route;
  readonly answer: Answer | undefined;
  readonly complaint: string | undefined;
  /** What went wrong with the calls of its process, such as `iam:CreateUser throttled`. */
  readonly faults: readonly string[];
}

/** So few that requests reach the limit. */
const tenantCap = '1';

/** Opens a service in virtual time, to which requests are sent with their faults. `profile` says how late AWS is. */
export function openService(seed: number, profile: LagProfile) {
  const refusals = new WeakMap<Process, Faults['refusal']>();
  /** Refuses the calls of the process that a request has chosen. */
  const inject = ({ service, action }: CallFacts) => {
    const process = current();
    const refusal = process && refusals.get(process);
    if (refusal === undefined || !new RegExp(`^${refusal.operation}$`).test(`${service}:${action}`))
      return Promise.resolve(undefined);
    process?.hadTroubles.push(`${service}:${action} ${refusal.code}`);
    return Promise.resolve(refusal.code);
  };
  const world = openWorld(seed, profile, {
    environment: {
      ...deployedTimes,
      LATCHKEY_TENANT_CAP: tenantCap,
      LATCHKEY_API_TOKEN_HASHES: tokenHashes,
      LATCHKEY_RECIPIENT_KEY: JSON.stringify(recipientKey),
    },
    inject,
  });
  Object.assign(world.deps, buildApiDocument());

  return {
    world,
    /** Sends a request. API Gateway waits 30 seconds for an answer. */
    send: async (request: Request): Promise<Reply> => {
      const { process, route, answer } = world.sendCall(callOf(request));
      for (const trouble of request.faults.troubles) process.addTrouble(trouble);
      refusals.set(process, request.faults.refusal);
      // All processes here share what a store remembers. One that is frozen while it reads this would hold up the others.
      void process.frozen.then(() => Object.assign(world.deps, { store: world.newStore() }));
      const came = await Promise.race([
        answer.then(
          (given) => ({ answer: given, complaint: undefined }),
          (error: unknown) => ({ answer: undefined, complaint: `the function threw ${String(error)}` }),
        ),
        process.frozen.then(() => ({ answer: undefined, complaint: undefined })),
        world.time.sleep(gatewayMs).then(() => ({ answer: undefined, complaint: 'no answer in 30 seconds' })),
      ]);
      return { route, faults: process.hadTroubles, ...came };
    },
  };
}
