import { commandLineFor } from '../../support/commandLine.ts';

const id = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';
const onboarding = {
  id,
  status: 'claimed',
  tenantId: 'acme',
  accountId: '111122223333',
  blueprint: 'koding',
  parameters: {},
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  steps: [],
  attempts: 1,
};
const preview = {
  onboarding: id,
  isCurrent: false,
  users: [
    {
      users: ['anna'],
      before: '',
      after: '',
      services: [{ service: 'route53', before: null, after: 'Route 53: all.' }],
    },
  ],
  policies: [{ change: 'added', arn: 'arn:aws:iam::aws:policy/AmazonRoute53FullAccess', document: null }],
  tags: [{ type: 'user', name: 'anna', sets: [{ key: 'team', value: 'dns' }], removes: ['stage'] }],
  boundary: { changes: true, needsConsent: true, difference: 'It has in addition: Allow route53:*.' },
  steps: ['attach AmazonRoute53FullAccess to Developers'],
};

/** Runs the command, and returns what it wrote, how it ended and the requests that change something. */
async function run(words: string, updated: object = onboarding) {
  const sent: string[] = [];
  const answerTo = (method: string, path: string): object => {
    if (path.endsWith('/preview')) return preview;
    if (path.endsWith('/update')) return updated;
    return method === 'GET' && path.startsWith('/v1/onboardings/') ? onboarding : {};
  };
  const { stdout, stderr, code } = await commandLineFor().latchkey(words, {
    fetch: (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith('/update')) sent.push(request.method);
      return Promise.resolve(Response.json(answerTo(request.method, pathname)));
    },
  });
  return { stdout, stderr, code, sent };
}

test('--preview says in words what changes and that the tenant has to agree, and changes nothing', async () => {
  const { stdout, sent } = await run(`update ${id} --preview`);
  expect(stdout).toContain('+ Route 53: all.');
  expect(stdout).toContain('Tags of the user anna:\n  - stage\n  + team=dns\n');
  expect(stdout).toContain('The tenant has to update its stack first');
  expect(stdout).toContain('attach AmazonRoute53FullAccess to Developers');
  expect(sent).toEqual([]);
});

test('without a terminal, an update needs --yes', async () => {
  const { code, sent } = await run(`update ${id}`);
  expect([code, sent]).toEqual([2, []]);
});

test('an update shows the onboarding, and what changes before it', async () => {
  const { stdout, stderr, code, sent } = await run(`update ${id} --yes`);
  expect([code, sent]).toEqual([0, ['POST']]);
  expect(stderr).toContain('+ Route 53: all.');
  expect(stdout).toContain(id);
});

test('an update that was undone fails with its problem', async () => {
  const problem = {
    type: 'urn:latchkey:problem:quota-exceeded',
    title: 'A quota',
    status: 409,
    detail: 'IAM allows ten.',
  };
  const lastUpdate = { endedAt: '2026-01-01T00:00:00.000Z', outcome: 'undone', problem };
  const { stderr, code } = await run(`update ${id} --yes`, { ...onboarding, lastUpdate });
  expect(code).toBe(1);
  expect(stderr).toContain('The update was undone: IAM allows ten.');
});
