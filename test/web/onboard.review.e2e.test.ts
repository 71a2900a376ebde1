import type { Locator } from 'playwright-core';
import { reviewSchema, type ReviewView } from '../../lib/http/views/reviewView.ts';
import { withBrowser } from '../support/browser/withBrowser.ts';
import { openAll, readSections } from '../support/pageText.ts';
import { accessLines, endsOf, partsOf, shownRisks } from '../support/reviewText.ts';
import { reviewIn } from '../support/reviewAnswer.ts';
import { sha256 } from '../support/sha256.ts';
import { openTenantPage, waitForHeading, type TenantPage } from '../support/tenantPage.ts';
import { startTestStack, type TestStack } from '../support/testStack.ts';

let testStack: TestStack;
beforeAll(async () => {
  testStack = await startTestStack();
});
afterAll(() => testStack.close());

/** The review that the page has, as the service answers it. */
const reviewOf = ({ id, token }: TenantPage) => reviewIn(testStack, id, { authorization: `Bearer ${token}` });

const inGroups = (accountId: string) => accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3');
const asDate = (time = '') =>
  `${new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(time))} UTC`;
interface Document {
  readonly name: string;
  readonly version?: string | null;
  readonly document: unknown;
}

const inService = (service: string, actions: readonly string[]) =>
  actions.map((action) => `${service}:${action}`).join(', ');

const textOf = async (element: Locator) => (await element.textContent()) ?? '';

withBrowser((open) => {
  test('the review says who asks, what the users may do and may not, what is created, how it ends, and what CloudTrail shows', async () => {
    const link = { message: 'We start your builds.\nThanks', askedBy: 'Jo Doe' };
    const at = await openTenantPage(testStack, open, { link });
    await waitForHeading(at.page, 'Review');
    const review = await reviewOf(at);
    const parts = partsOf(review);
    const { preview } = parts;
    const path = preview.path.replace(`${at.id}/`, '');
    const { role, boundary } = preview;
    const yours = inGroups(at.tenant.accountId);
    expect(await readSections(at.page)).toEqual({
      'Example Vendor asks for access to your AWS account': [
        '1Review',
        '2Create the stack',
        '3Set up and keys',
        '4Done',
      ],
      Review: [
        'Check what Example Vendor asks for. Nothing changes in your account before you create a CloudFormation stack.',
        ...['Vendor', 'Example Vendor'],
        ...['Contact', 'Jo Doe'],
        ...[
          'Vendor’s AWS account',
          '9999-8888-7777',
          'Compare this number with what Example Vendor has told you elsewhere.',
        ],
        ...['Your AWS account', yours, 'The stack is created in this account.'],
        ...['What for', preview.title],
        ...['Set up by', 'Latchkey, a service that Example Vendor runs'],
        ...['Asked on', asDate(review.link?.createdAt)],
        ...['This link works until', asDate(review.link?.expiresAt)],
        'Message from \u2068Jo Doe\u2069',
        ...link.message.split('\n'),
        'Example Vendor wrote this message and the name. Nobody has verified them.',
        'Not the administrator of the account? Send a link instead',
      ],
      'What the IAM user tutum may do': accessLines(parts),
      'What Example Vendor may do with the role': [
        `Create, change and delete users, policies, and access keys under the IAM path ${path}, also new keys later.`,
        'Read, but not change, any IAM user of the account by name, and a user’s keys without their secrets, and list the policies of the account.',
      ],
      Limits: [
        'The user cannot sign in to the AWS console: it has no password.',
        `A user can do only what both its policies and the permissions boundary ${boundary.name} allow. Neither the keys nor the role of Example Vendor can change or remove the boundary.`,
        `Example Vendor cannot change users, groups or policies outside the IAM path ${path}.`,
        `Only account 9999-8888-7777 can assume the role ${role.name}, and only with the external ID that was made for you.`,
      ],
      Risks: [
        'Known risk. Whoever controls EC2 instances can run commands on them, and so gets the permissions of the roles of existing instances.',
        'Not administrative. Apart from the known risks above, no method of the published list of escalations gives these keys more permissions.',
      ],
      'What will be created': [
        `By you, with the stack: the role ${role.name} for Example Vendor, and the permissions boundary ${boundary.name}.`,
        'By Example Vendor, through the role:',
        '1 IAM user: tutum',
        '1 policy: tutum-policy',
        'One access key. Example Vendor receives it.',
      ],
      ...endsOf(review, 'the user tutum'),
      'The exact policies and the template': [
        'What you read above is a summary of these documents.',
        'Policy tutum-policy',
        `Permissions boundary ${boundary.name}`,
        'Policy “provision” of the role',
        `Trust policy of the role ${role.name}`,
        'CloudFormation template',
        'Continue: create the stack',
      ],
      'Not the administrator?': [
        'Create a link for the person who may create the stack. With it they can read this page and create the stack, and never see keys.',
        ...['Create a link for my administrator', 'Language', 'English', 'Deutsch'],
      ],
    });
  });

  test.each([
    { blueprint: 'cycle', parameters: { userNames: ['ann', 'ben'] }, users: 'users ann and ben' },
    { blueprint: 'humalect', parameters: {}, users: 'user humalect-user' },
    { blueprint: 'serverless', parameters: { permissions: 'deploy' }, users: 'user serverless-admin' },
  ])(
    'the review of $blueprint has each line of the summary, and each document and list one click away',
    async ({ blueprint, parameters, users }) => {
      const at = await openTenantPage(testStack, open, { blueprint, parameters });
      const { page } = at;
      await waitForHeading(page, 'Review');
      const review = await reviewOf(at);
      const { preview, template } = partsOf(review);
      const { policies, managedPolicies, boundary, role } = preview;
      const sections = await readSections(page);
      expect(sections[`What the IAM ${users} may do`]).toEqual(accessLines({ preview, template }));
      expect(sections).toMatchObject(endsOf(review, `the ${users}`));

      const asPolicies = (label: (name: string, version?: string | null) => string, each: readonly Document[]) =>
        each.map(({ name, version, document }) => [label(name, version), document] as const);
      const documents = new Map<string, unknown>([
        ...asPolicies((name) => `Policy ${name}`, policies),
        ...asPolicies((name, version) => `AWS managed policy ${name}, version ${String(version)}`, managedPolicies),
        ...asPolicies((name) => `Permissions boundary ${name}`, [boundary]),
        ...asPolicies((name) => `Policy “${name}” of the role`, role.permissionsPolicies),
        ...asPolicies((name) => `Trust policy of the role ${name}`, [{ ...role, document: role.trustPolicy }]),
        ['CloudFormation template', JSON.parse(template.body)],
      ]);
      const block = (label: string) => page.getByRole('group', { name: label, exact: true });
      expect(await page.locator('pre:visible').count()).toBe(0);
      const names = await openAll(page);
      expect(names.filter((name) => !name.startsWith('Show the'))).toEqual([...documents.keys()]);
      for (const [label, document] of documents)
        expect([label, JSON.parse(await textOf(block(label)))]).toEqual([label, document]);

      const listed = preview.summary.flatMap(({ access }) =>
        access.filter(({ actions }) => actions[0] !== '*').map(({ service, actions }) => inService(service, actions)),
      );
      expect(await page.locator('details[open] > p > code').allTextContents()).toEqual(listed);

      const shown = await textOf(block('CloudFormation template'));
      const digest = sha256(shown);
      expect([shown, digest]).toEqual([template.body, template.sha256]);
      await page.locator('dl', { hasText: 'SHA-256' }).getByText(digest, { exact: true }).waitFor();
      const link = page.getByRole('link', { name: 'Open the template' });
      expect(await link.getAttribute('href')).toBe(template.url);
    },
  );

  test('the review of administrators, and of what no blueprint here has: groups, limits of the boundary, each kind of risk', async () => {
    const limitsFirst = [...shownRisks.slice(-1), ...shownRisks.slice(0, -1)];
    const change = (review: ReviewView) => {
      const { preview } = partsOf(review);
      const summary = preview.summary.map((each) => ({
        ...each,
        withheldByBoundary: ['iam:CreateUser', 'iam:PassRole'],
      }));
      const counted = { ...preview.summary[0], users: ['ann'], everything: false, access: [], notCounted: ['odd:*'] };
      const groups = [{ name: 'builders', arn: '', attachedPolicies: [] }];
      return { ...review, preview: { ...preview, groups, risks: limitsFirst, summary: [...summary, counted] } };
    };
    const openChanged: typeof open = async (options) => {
      const opened = await open(options);
      await opened.page.route('**/review', async (route) => {
        const review = reviewSchema.parse(await (await route.fetch()).json());
        await route.fulfill({ json: change(review) });
      });
      return opened;
    };
    const parameters = { permissions: 'admin' };
    const { page } = await openTenantPage(testStack, openChanged, { blueprint: 'serverless', parameters });
    await waitForHeading(page, 'Review');
    const sections = await readSections(page);
    expect(sections['What the IAM user serverless-admin may do']).toEqual([
      'Everything: every action of every AWS service, including services that AWS adds later.',
    ]);
    expect(sections['What the IAM user ann may do']).toEqual(['odd:*']);
    expect(sections['What Example Vendor may do with the role']).toEqual([
      expect.stringMatching(/^Create, change and delete users, groups, and access keys under /),
      expect.stringMatching(/^Read, but not change, any IAM user and group of the account by name, /),
    ]);
    expect(sections['Limits']).toEqual([
      'The permissions boundary is no effective limit here: see the risks.',
      expect.stringMatching(/, except that it can add users to the group: see the risks\.$/),
      expect.stringMatching(/^Only account 9999-8888-7777 can assume the role /),
      'The policies name 2 more actions that the boundary does not allow',
    ]);
    expect(sections['Risks']).toEqual(shownRisks.map(({ says }) => says));
    expect(sections['What will be created']).toEqual(
      expect.arrayContaining(['1 group: builders', 'One access key. It is shown once, on this page.']),
    );
  });
});
