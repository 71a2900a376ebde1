import type { Attachment, Blueprint } from '../../../catalog/blueprint.ts';
import { namePattern } from '../../core/names.ts';
import { partsOf } from '../substitution.ts';
import { keyProblem, mostTags, ownTagCount, valueProblem } from '../tagRules.ts';
import { documentsProblems, whenProblems } from './documentProblems.ts';
import type { LanguageProblem, Path } from './problem.ts';
import { textProblems } from './textProblems.ts';

/** The most policies that can be attached to a user or group, and groups of a user (IAM quotas). */
const mostAttached = 10;

/** Returns what is wrong with the policies, groups and users of a blueprint. */
export function resourceProblems(blueprint: Blueprint): readonly LanguageProblem[] {
  const { parameters, policies, groups, users } = blueprint;
  return [
    ...policies.flatMap(({ name, documents, tags }, index) => {
      const path = ['policies', index];
      return [
        ...nameProblems(blueprint, name, [...path, 'name'], 'name'),
        ...documentsProblems(parameters, documents, [...path, 'documents']),
        ...tagsProblems(blueprint, tags, [...path, 'tags']),
      ];
    }),
    ...repeatedNames(policies, 'policies'),
    ...groups.flatMap(({ name, attach }, index) => [
      ...nameProblems(blueprint, name, ['groups', index, 'name'], 'name'),
      ...attachProblems(blueprint, attach, ['groups', index, 'attach']),
    ]),
    ...repeatedNames(groups, 'groups'),
    ...users.flatMap((user, index) => {
      const path = ['users', index];
      return [
        ...nameProblems(blueprint, user.name, [...path, 'name'], 'userName'),
        ...user.groups.flatMap((group, at) =>
          groups.some(({ name }) => name === group)
            ? []
            : [referenceProblem('group', group, groups, [...path, 'groups', at])],
        ),
        ...user.groups.flatMap((group, at) =>
          user.groups.indexOf(group) === at
            ? []
            : [
                {
                  path: [...path, 'groups', at],
                  problem: `the user is in the group ${group} twice`,
                  remedy: 'Remove one of the two.',
                },
              ],
        ),
        ...tooMany(user.groups.length, 'groups', [...path, 'groups']),
        ...attachProblems(blueprint, user.attach, [...path, 'attach']),
        ...tagsProblems(blueprint, user.tags, [...path, 'tags']),
      ];
    }),
    ...repeatedNames(users, 'users'),
  ];
}

function nameProblems({ parameters }: Blueprint, name: string, path: Path, place: 'name' | 'userName') {
  const literal = partsOf(name).flatMap((part) => (part.kind === 'literal' ? [part.text] : []));
  const wrong = literal.find((text) => !namePattern.test(text));
  return [
    ...textProblems(parameters, name, path, place),
    ...(name === '' || wrong !== undefined
      ? [
          {
            path,
            problem:
              name === '' ? 'the name is empty' : `the name has characters that no name can have: ${wrong ?? ''}`,
            remedy: 'A name has letters, digits and _ + = . @ - only.',
          },
        ]
      : []),
  ];
}

function attachProblems(blueprint: Blueprint, attach: readonly Attachment[], path: Path): readonly LanguageProblem[] {
  return [
    ...attach.flatMap((attachment, index) => [
      ...whenProblems(blueprint.parameters, attachment.when, [...path, index, 'when']),
      ...(!('policy' in attachment) || blueprint.policies.some(({ name }) => name === attachment.policy)
        ? []
        : [referenceProblem('policy', attachment.policy, blueprint.policies, [...path, index, 'policy'])]),
      ...('managed' in attachment
        ? textProblems(blueprint.parameters, attachment.managed, [...path, index, 'managed'], 'fixed')
        : []),
    ]),
    ...attach.flatMap((attachment, index) =>
      attach.slice(0, index).some((other) => isSameAttachment(attachment, other))
        ? [
            {
              path: [...path, index],
              problem: `${nameOf(attachment)} is attached twice`,
              remedy: 'Remove one of the two.',
            },
          ]
        : [],
    ),
    ...tooMany(attach.filter(({ when }) => when === undefined).length, 'policies', path),
  ];
}

/** Whether both attach the same policy, with values of the parameters that meet both conditions. */
function isSameAttachment(one: Attachment, other: Attachment): boolean {
  const conditions = { ...other.when };
  const contradict = Object.entries(one.when ?? {}).some(
    ([name, value]) => Object.hasOwn(conditions, name) && conditions[name] !== value,
  );
  return !contradict && nameOf(one) === nameOf(other) && 'policy' in one === 'policy' in other;
}

const nameOf = (attachment: Attachment) => ('policy' in attachment ? attachment.policy : attachment.managed);

function tooMany(count: number, what: string, path: Path): readonly LanguageProblem[] {
  if (count <= mostAttached) return [];
  return [{ path, problem: `there are ${String(count)} ${what}`, remedy: `IAM allows ${String(mostAttached)}.` }];
}

function referenceProblem(
  type: 'group' | 'policy',
  name: string,
  all: readonly { readonly name: string }[],
  path: Path,
): LanguageProblem {
  const known = all.map((each) => each.name).join(', ');
  return {
    path,
    problem: `the blueprint has no ${type} ${name}`,
    remedy:
      type === 'policy'
        ? `Its policies are: ${known || 'none'}. For a policy of AWS, write "managed" in the place of "policy".`
        : `Its groups are: ${known || 'none'}.`,
  };
}

function repeatedNames(all: readonly { readonly name: string }[], what: string): readonly LanguageProblem[] {
  const names = all.map(({ name }) => name.toLowerCase());
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            path: [what, index, 'name'],
            problem: `there are two ${what} with the name ${name}`,
            remedy: 'IAM ignores the case of names. Give each another name.',
          },
        ],
  );
}

function tagsProblems(
  { parameters }: Blueprint,
  tags: Readonly<Record<string, string>> | undefined,
  path: Path,
): readonly LanguageProblem[] {
  const entries = Object.entries(tags ?? {});
  const literal = (text: string) => partsOf(text).every(({ kind }) => kind === 'literal');
  return [
    ...entries.flatMap(([key, value]) => {
      const at = [...path, key];
      const wrong = (literal(key) ? keyProblem(key) : undefined) ?? (literal(value) ? valueProblem(value) : undefined);
      return [
        ...textProblems(parameters, key, at, 'tag'),
        ...textProblems(parameters, value, at, 'tag'),
        ...(wrong === undefined
          ? []
          : [
              {
                path: at,
                problem: `the tag ${key} ${wrong.replace(/\.$/, '')}`,
                remedy: 'See "Tagging IAM resources" in the IAM User Guide.',
              },
            ]),
      ];
    }),
    ...(entries.length > mostTags - ownTagCount
      ? [
          {
            path,
            problem: `there are ${String(entries.length)} tags`,
            remedy: `IAM allows ${String(mostTags)} for a user or policy, and Latchkey sets ${String(ownTagCount)} itself.`,
          },
        ]
      : []),
  ];
}
