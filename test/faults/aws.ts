import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { publishedTemplates } from '../../lib/access/bootstrapTemplate.ts';
import { startAws } from '../../local/aws/index.ts';
import type { Interpose } from '../../local/aws/interpose.ts';
import { localVendor } from '../../local/environment.ts';
import { createAccounts } from '../../local/sandbox/accounts.ts';
import { answerCall } from '../../local/sandbox/answer.ts';
import { authenticate } from '../../local/sandbox/authenticate.ts';
import { accountToJson } from '../../local/sandbox/state.ts';
import type { Sandbox } from '../../local/sandbox/types.ts';
import { furnish } from './foreign.ts';
import { orderSchema } from './kinds.ts';
import { openRpc } from './rpc.ts';
import { createFaultInjector } from './faultInjector.ts';

// The AWS of the fault tests, in a process of its own: it lives on while service processes die. Its clock for all that
// IAM and STS keep is the test's; signatures are checked by the real one, by which they are made.
let offsetMs = 0;
const now = () => Date.now() + offsetMs;
// As createSandbox makes it, but open to whoever has to see all that an account holds, secrets included.
const accounts = createAccounts(undefined);
const sandbox: Sandbox = {
  authenticate: (accessKeyId, sessionToken) => authenticate(accounts, now(), accessKeyId, sessionToken),
  answer: (call) => answerCall(accounts, now(), call),
  clear: () => {
    accounts.clear();
    return Promise.resolve();
  },
};
const faultInjector = createFaultInjector(now);

/** Every secret that was ever given out here, session tokens included. */
const issued: string[] = [];
const secret = /<(?:SecretAccessKey|SessionToken)>([^<]+)</g;
/** Queues that something was sent to since they were last looked into. */
const sent = new Set<string>();
const queues = ['latchkey-work', 'latchkey-webhooks'];
const interpose: Interpose = (call, apply) =>
  faultInjector.interpose(call, async () => {
    const answer = await apply();
    if (call.action === 'SendMessage' && answer.code === 'ok')
      for (const queue of queues) if (String(call.request.body).includes(queue)) sent.add(queue);
    for (const [, found = ''] of answer.body.matchAll(secret)) issued.push(found);
    return answer;
  });

const { url } = await startAws({
  port: 0,
  dataDir: ':memory:',
  templates: publishedTemplates(catalog, localVendor),
  sandbox,
  interpose,
});

const ask = openRpc(process, {
  setClock: (input) => {
    offsetMs = z.number().parse(input);
  },
  arm: (input) => {
    faultInjector.arm(orderSchema.parse(input));
  },
  report: faultInjector.report,
  disarm: faultInjector.disarm,
  settled: faultInjector.settled,
  furnish: async (input) => {
    issued.push(await furnish(sandbox, z.string().parse(input)));
  },
  account: (input) => accountToJson(accounts.get(z.string().parse(input))),
  issued: () => issued.splice(0),
  hasNews: (input) => sent.delete(z.string().parse(input)),
});
process.once('disconnect', () => {
  process.exit(0);
});
void ask('ready', url);
