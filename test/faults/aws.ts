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
import { createForeignResources } from './foreign.ts';
import { removeTag, tagUsers } from './earlier.ts';
import { useKey } from './useKey.ts';
import { orderSchema } from './kinds.ts';
import { openRpc } from './rpc.ts';
import { createFaultInjector } from './faultInjector.ts';

// The sandbox of the fault tests. It runs in its own process, because service processes are killed. IAM and STS use the
// test's clock. Signatures are checked by the real clock, because they are made by it.
let offsetMs = 0;
const now = () => Date.now() + offsetMs;
// The same as createSandbox, but with access to `accounts`: the tests read whole accounts, secrets included.
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

/** The secrets and session tokens that were issued since they were last asked for. */
const issued: string[] = [];
const secret = /<(?:SecretAccessKey|SessionToken)>([^<]+)</g;
/** The queues that got a message since `hasNews` was last called for them. */
const sent = new Set<string>();
const queues = ['latchkey-work', 'latchkey-webhooks'];
const interpose: Interpose = (call, apply) =>
  faultInjector.interpose(call, async () => {
    const answer = await apply();
    if (call.action.startsWith('SendMessage') && answer.code === 'ok')
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
  whenIdle: faultInjector.whenIdle,
  createForeignResources: async (input) => {
    issued.push(await createForeignResources(sandbox, z.string().parse(input)));
  },
  tagUsers: (input) => tagUsers(sandbox, input),
  removeTag: (input) => removeTag(sandbox, input),
  useKey: (input) => useKey(sandbox, z.string().parse(input)),
  account: (input) => accountToJson(accounts.get(z.string().parse(input))),
  issued: () => issued.splice(0),
  hasNews: (input) => sent.delete(z.string().parse(input)),
});
process.once('disconnect', () => {
  process.exit(0);
});
void ask('ready', url);
