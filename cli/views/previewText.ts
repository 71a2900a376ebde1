import type { Preview } from '../../client/index.ts';
import type { Output } from '../context.ts';
import { formatDetails } from '../output/details.ts';
import { formatTable } from '../output/table.ts';
import { differencesText } from './blueprintText.ts';

/** A preview of the service, or one that was made here. */
type AnyPreview = Readonlys<Omit<Preview, 'stack' | 'role'>> & { readonly role: { readonly arn: string } };
type Readonlys<T> = T extends object ? { readonly [Key in keyof T]: Readonlys<T[Key]> } : T;

/** Returns a preview for the person who approves an onboarding. The policy documents are in the JSON only. */
export function previewText(preview: AnyPreview, output: Output): string {
  const { blueprint, title, accountId, partition, users, groups, policies, managedPolicies, risks, notes } = preview;
  const parts = [
    formatDetails([
      ['Blueprint', `${blueprint} (${title})`],
      ['Account', accountId],
      ['Partition', partition],
      ['Boundary', preview.boundary.arn],
      ['Role', preview.role.arn],
    ]),
    formatTable(
      ['CREATES', 'ARN', 'ATTACHED POLICIES'],
      [
        ...users.map(({ arn, attachedPolicies }) => ['user', arn, attachedPolicies.join(', ')]),
        ...groups.map(({ arn, attachedPolicies }) => ['group', arn, attachedPolicies.join(', ')]),
        ...policies.map(({ arn }) => ['policy', arn, '']),
      ],
      output,
    ),
    list(
      'AWS managed policies',
      managedPolicies.map(({ name }) => name),
    ),
    list('Tags', [...users, ...policies].flatMap(tagsText)),
    list('What the users may do', preview.summary.map(permissionsText)),
    list(
      'Risks',
      risks.map(({ level, detail }) => `${level}: ${detail}`),
    ),
    list('Quotas that are exceeded', preview.sizes.filter(({ fits }) => !fits).map(sizeText)),
    differencesText(preview.differences, output),
    list('Notes', notes),
    'With --json: the policy documents, the template of the stack, and the steps.\n',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Returns the tags of a user or policy, without those that Latchkey sets everywhere. */
function tagsText({ name, tags }: AnyPreview['users' | 'policies'][number]): readonly string[] {
  const given = tags.filter(({ key }) => !key.startsWith('latchkey:'));
  return given.length === 0 ? [] : [`${name}: ${given.map(({ key, value }) => `${key}=${value}`).join(', ')}`];
}

/** More lines than these are not read, as those of AdministratorAccess. */
const mostLines = 12;

function permissionsText({ users, text, access }: AnyPreview['summary'][number]): string {
  const lines =
    access.length > mostLines ? ['With --json: the actions of each service.'] : access.map((each) => each.text);
  return [`${users.join(', ')}: ${text}`, ...lines].join('\n  ');
}

const sizeText = ({ subject, quota, used, limit }: AnyPreview['sizes'][number]) =>
  `${subject}: ${used} of ${limit} (${quota})`;

const list = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? '' : `${title}\n${lines.map((line) => `- ${line}\n`).join('')}`;
