import * as z from 'zod';
import { catalog } from '../../catalog/index.ts';
import { publishedTemplates } from '../../lib/access/bootstrapTemplate.ts';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { buildEverything } from '../../lib/gateways/webhookDeps.ts';
import { readService } from '../../local/api/service.ts';
import { startAws } from '../../local/aws/index.ts';
import { enterEnvironment, localEnvironment, localVendor } from '../../local/environment.ts';
import { createFunctions } from '../../local/functions.ts';
import { startApi } from '../../local/server.ts';

const minute = 60_000;
const offer = z.object({ launchUrl: z.string() });

// AWS and the local sandbox both refuse a signature whose time is this far off.
test.each([20, -20])(
  'if the clock is %i minutes off, Latchkey corrects its signatures after the first refusal, and a create and an offboarding succeed',
  async (minutes) => {
    const clock = () => Date.now() + minutes * minute;
    const templates = publishedTemplates(catalog, localVendor);
    const aws = await startAws({ port: 0, dataDir: ':memory:', templates, clock });
    const given = { ...process.env };
    enterEnvironment(localEnvironment(aws.url, 'skewed', {}));
    const functions = createFunctions(buildEverything(readConfig(process.env)));
    const { routes, timeoutMs } = readService('serverless.yml');
    const api = await startApi({ port: 0, routes, timeoutMs, handlers: () => functions.http });
    try {
      const ask = async (method: string, path: string, body?: unknown) => {
        const headers = { authorization: 'Bearer skewed', 'content-type': 'application/json' };
        const sent = body === undefined ? {} : { body: JSON.stringify(body) };
        const response = await fetch(`${api.url}${path}`, { method, headers, ...sent });
        return { status: response.status, text: await response.text() };
      };
      const who = { accountId: '210000000001', blueprint: 'tutum' };
      const { text } = await ask('POST', '/v1/tenants/late/access', who);
      const { launchUrl } = offer.parse(JSON.parse(text));
      const launched = JSON.stringify({ launchUrl, accountId: who.accountId });
      await fetch(`${aws.url}/_sandbox/launch`, { method: 'POST', body: launched });
      const created = await ask('POST', '/v1/onboardings', { tenantId: 'late', ...who });
      expect([created.status, created.text.includes('"verification":"verified"')]).toEqual([201, true]);
      const { id } = z.object({ id: z.string() }).parse(JSON.parse(created.text));
      const ended = await ask('DELETE', `/v1/onboardings/${id}`);
      expect([ended.status, ended.text.includes('"status":"offboarded"')]).toEqual([200, true]);
    } finally {
      await api.close(0);
      await aws.close();
      process.env = given;
    }
  },
);
