import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helpTexts } from '../../cli/helpTexts.ts';
import { routeNames } from '../../lib/http/contract.ts';
import { routes, type RouteName } from '../../lib/http/routes.ts';
import { commandLineFor } from '../support/commandLine.ts';

const id = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const target = '-t acme -a 111122223333 -b tutum';

/** For each route of the API, a command that calls it; or why it is not for people. */
const reached: Readonly<Record<RouteName, string | { readonly notForPeople: string }>> = {
  createOnboarding: `create ${target} --json`,
  listOnboardings: 'list',
  getOnboarding: `get ${id}`,
  reviewOnboarding: {
    notForPeople: 'The onboarding page shows it. The commands preview and access show the same facts.',
  },
  provisionOnboarding: `provision ${id}`,
  claimCredentials: `claim ${id} --json`,
  rotateCredentials: `rotate ${id} --yes --json`,
  retireKey: `retire ${id} ${accessKeyId}`,
  reactivateKey: `reactivate ${id} ${accessKeyId}`,
  updateOnboarding: `update ${id} --yes`,
  previewUpdate: `update ${id} --preview`,
  offboard: `offboard ${id} --yes`,
  onboardingEvents: `events ${id}`,
  onboardingHealth: `health ${id}`,
  handoverMessage: `handover ${id}`,
  createLink: `link ${id}`,
  shareLink: { notForPeople: 'It takes the token of a link, whose holder uses the onboarding page.' },
  revokeLink: `link revoke ${id}`,
  endLink: `link revoke ${id} --link lnk_1`,
  listDeliveries: `deliveries ${id}`,
  redeliver: `redeliver ${id} msg_1`,
  tenantAccess: `access ${target}`,
  getAccess: 'access get -t acme -a 111122223333',
  changeExternalId: 'access change-external-id -t acme -a 111122223333 --replaces x --yes',
  retireAccess: 'access retire -t acme -a 111122223333 --yes',
  eraseTenant: 'tenants erase acme --yes',
  listStops: 'stops',
  stopRequests: 'stop all --reason test',
  allowRequests: 'allow all',
  countStatuses: 'counts',
  stepTimes: 'step-times',
  awsProfiles: `aws-profiles ${id}`,
  listBlueprints: 'blueprints',
  getBlueprint: 'blueprints tutum',
  previewBlueprint: 'preview -a 111122223333 -b tutum',
  testWebhook: 'webhooks test https://vendor.example/hooks',
  webhookKeys: 'webhooks keys',
  health: 'health',
  openApi: { notForPeople: 'Programs read it to generate clients. The repository has the same document.' },
};

/** An onboarding with which every command goes on to its next request. */
const ready = {
  id,
  status: 'ready',
  tenantId: 'acme',
  accountId: '111122223333',
  blueprint: 'tutum',
  parameters: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  steps: [],
  isCurrent: true,
  accessKeys: [{ userName: 'anna', accessKeyId, state: 'handed_over', handedOverAt: '2026-01-01T00:00:00.000Z' }],
};

const typed = routeNames.flatMap((name) => {
  const words = reached[name];
  return typeof words === 'string' ? [{ name, words }] : [];
});

test.each(typed)('a command calls $name', async ({ name, words }) => {
  const called: string[] = [];
  await commandLineFor().latchkey(words, {
    fetch: (request) => {
      called.push(`${request.method} ${new URL(request.url).pathname}`);
      return Promise.resolve(Response.json(ready));
    },
  });
  const { method, path } = routes[name];
  const pattern = new RegExp(`^${method} ${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  expect(called.filter((each) => pattern.test(each))).not.toEqual([]);
});

const everyHelp = helpTexts();
const examplesIn = (help: string) =>
  (/\nEXAMPLES\n([^]*?)\n\n/.exec(help)?.[1] ?? '').split('\n').filter((line) => !line.startsWith('  #'));

test.each(everyHelp)('the help of $command has examples', ({ help }) => {
  expect(examplesIn(help)).not.toEqual(['']);
});

/** Splits a line as a shell does, as far as the examples need it, without what follows a pipe or a redirection. */
function wordsIn(line: string): readonly string[] {
  const [, command = ''] = /latchkey ([^|<)]*)/.exec(line) ?? [];
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const parameters = { properties: { region: { enum: ['us-west-2'] }, route53: { type: 'boolean' } } };
const answers = {
  confirm: () => Promise.resolve(true),
  text: (_: string, suggestion: string) => Promise.resolve(suggestion),
};

/** Commands that write blueprints get a folder of the test. */
const folderFor = (words: readonly string[]) =>
  words[0] === 'blueprint' && ['import', 'new'].includes(words[1] ?? '')
    ? ['--out', mkdtempSync(join(tmpdir(), 'blueprints-'))]
    : [];

test.each(everyHelp.flatMap(({ help }) => examplesIn(help)))('the example %s is no wrong usage', async (example) => {
  const words = wordsIn(example);
  const { code, stderr } = await commandLineFor().latchkey(
    [...words.map((word) => word.replace('globex.csv', '-')), ...folderFor(words)],
    {
      isTerminal: true,
      questions: { ...answers, secret: () => Promise.resolve('token') },
      stdin: 'token\n',
      fetch: ({ url }) =>
        Promise.resolve(Response.json(url.includes('/blueprints/') ? { ...ready, parameters } : { ...ready })),
    },
  );
  expect({ isWrong: code === 2, stderr }).toEqual({ isWrong: false, stderr });
});
