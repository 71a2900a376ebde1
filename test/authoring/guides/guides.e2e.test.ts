import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { localCatalog } from '../../../local/catalog.ts';
import { commandLineFor, type Ran } from '../../support/commandLine.ts';
import { isAllowed } from '../../support/engine.ts';
import { guidesFolder, vendorGuides, type VendorGuide } from '../../support/guides.ts';
import { inventory, keyOf } from '../../support/testStack.ts';
import { startVirtualStack, type VirtualStack } from '../../support/virtualStack.ts';

const { latchkey } = commandLineFor();
const accountId = '111122223333';
let stack: VirtualStack;

beforeAll(async () => {
  stack = await startVirtualStack({ sweepEveryMs: 0 });
});
afterAll(() => stack.close());

const output = z.object({
  report: z.object({
    questions: z.array(z.object({ text: z.string(), question: z.string() })),
    changes: z.array(
      z.object({ element: z.string(), from: z.string().optional(), why: z.string(), isFormal: z.boolean().optional() }),
    ),
    skipped: z.array(z.object({ text: z.string() })),
    parameters: z.array(z.object({ name: z.string(), value: z.string() })),
    boundaryAdds: z.array(z.string()),
    decided: z.array(z.string()),
  }),
  blueprint: z.optional(z.object({ permissionsBoundary: z.unknown(), policies: z.array(z.unknown()) })),
  problems: z.array(z.string()).default([]),
});

/** Returns what an import says that a person has to decide. */
function askedIn({ code, stdout, stderr }: Ran, file: string): readonly string[] {
  if (stdout === '')
    return [
      stderr
        .replace(`${file}: `, '')
        .replace(/ Choose with[^]*/, '')
        .trim(),
    ];
  const { report, problems } = output.parse(JSON.parse(stdout));
  if (code !== 0) return report.questions.map(({ text, question }) => `${text}: ${question}`);
  return [
    ...report.changes
      .filter(({ isFormal }) => isFormal !== true)
      .map(({ element, from = '', why }) => `${element} ${from}: ${why}`),
    ...report.skipped.map(({ text }) => text.replace(/[^.]$/, '$&.')),
    // What the boundary copies is said of both.
    ...new Set(problems.map((problem) => problem.replace(/^.*?:\d+:\d+: warning: /, ''))),
  ];
}

/** Imports a guide as a person does: without flags, and then with what the answer asks for, until a file is written. */
async function importAsAsked({ name, title, file, url, userName, rounds }: VendorGuide, folder: string) {
  const asked: string[] = [];
  let flags = ['--name', name, '--title', title, '--guide', url, '--out', folder, '--json'];
  if (userName !== undefined) flags.push('--user', userName);
  for (const round of [[], ...rounds]) {
    flags = [...flags, ...round];
    const ran = await latchkey(['blueprint', 'import', ...(flags.includes('--managed') ? [] : [file]), ...flags]);
    asked.push(...askedIn(ran, file));
    if (ran.code === 0) return { asked, ...output.parse(JSON.parse(ran.stdout)) };
  }
  throw new Error(`The import of ${name} asks further: ${asked.join('\n')}`);
}

/** The page about the guides, each space once. */
const table = readFileSync(join(guidesFolder, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');

function rowOf({ name, cases }: VendorGuide, { report, blueprint }: Awaited<ReturnType<typeof importAsAsked>>): string {
  const managed = z.object({ managed: z.string() }).safeParse(blueprint?.permissionsBoundary).data?.managed;
  const isWidened = report.decided.some((text) => text.includes('names actions by patterns'));
  const boundary = managed ?? (isWidened ? `widened by ${String(report.boundaryAdds.length)} actions` : 'copy');
  const allowed = cases.filter((each) => each.allowed).length;
  const numbers = [report.parameters.length, blueprint?.policies.length, boundary, allowed, cases.length - allowed];
  return `| ${name} | ${numbers.join(' | ')} |`;
}

const decisionsInWords = ({ decisions }: VendorGuide) =>
  decisions.length === 0 ? 'nothing.' : decisions.map(({ decided }) => decided).join(' ');

/** Returns the parameters of a request: the texts of the guide with the values of a tenant. */
function valuesOf(guide: VendorGuide, parameters: readonly { readonly name: string; readonly value: string }[]) {
  const filled = (text: string) =>
    Object.entries(guide.set).reduce((done, [placeholder, value]) => done.replaceAll(placeholder, value), text);
  return Object.fromEntries(parameters.map(({ name, value }) => [name, filled(value)]));
}

/** Returns the documents of the policies of a user, and of the boundary. */
async function grantsOf(iam: ReturnType<VirtualStack['root']>, UserName: string) {
  const documentOf = async (PolicyArn = ''): Promise<unknown> => {
    const { Policy } = await iam.getPolicy({ PolicyArn });
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: Policy?.DefaultVersionId });
    return JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''));
  };
  const { AttachedPolicies = [] } = await iam.listAttachedUserPolicies({ UserName });
  const { User } = await iam.getUser({ UserName });
  return {
    identity: await Promise.all(AttachedPolicies.map(({ PolicyArn }) => documentOf(PolicyArn))),
    boundary: await documentOf(User?.PermissionsBoundary?.PermissionsBoundaryArn),
  };
}

/** The policy of a KMS key as AWS makes it: the policies of the account decide. */
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*' },
  ],
};

test.each(vendorGuides)('the guide $name becomes a blueprint whose users may do what it says', async (guide) => {
  const { name, cases, decisions } = guide;
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  const imported = await importAsAsked(guide, folder);
  expect(imported.asked).toEqual(decisions.map((each) => each.asked));
  expect(table).toContain(rowOf(guide, imported));
  expect(table).toContain(`- ${guide.vendor} (${name}): ${decisionsInWords(guide)}`);

  // Refuses a blueprint in which the check finds a mistake.
  const settings = { LATCHKEY_BLUEPRINTS: folder, LATCHKEY_EXAMPLE_BLUEPRINTS: 'off' };
  stack.deploy(await localCatalog(settings, () => undefined));
  const request = { accountId, parameters: valuesOf(guide, imported.report.parameters) };
  const preview = await stack.ask('POST', `/v1/blueprints/${name}/preview`, request);
  expect(preview).toMatchObject({ status: 200 });

  const tenant = { tenantId: `of-${name}`, accountId };
  await stack.launch(tenant, request.parameters, name);
  const created = await stack.create(tenant, { blueprint: name, parameters: request.parameters });
  expect(created).toMatchObject({ status: 201, body: { detail: '' } });
  const { userName, userArn } = keyOf(created);
  const grants = await grantsOf(stack.root(tenant), userName);
  const may = await Promise.all(
    cases.map(async ({ does, action, resource, context, keyPolicy: isOfKey }) => {
      const question = { principal: userArn, action, resource, accountId, context, ...grants };
      return [does, await isAllowed(isOfKey ? { ...question, trust: keyPolicy } : question)] as const;
    }),
  );
  expect(Object.fromEntries(may)).toEqual(Object.fromEntries(cases.map(({ does, allowed }) => [does, allowed])));

  await stack.offboard(created.body.id);
  expect(await inventory(stack, tenant)).toEqual({ users: [], policies: [] });
});
