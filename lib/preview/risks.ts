import { escalations, escalationsSource, type Escalation } from './escalations.ts';
import { mayDo, readDocument } from './mayDo.ts';
import type { Plan } from '../blueprints/plan.ts';
import { policyDocumentsOf } from '../blueprints/policyDocumentsOf.ts';

/** One line of what a tenant's security engineer has to weigh. */
export interface Risk {
  /**
   * `administrative`: may do everything. `escalation`: can get there, by `path`. `accepted`: what the setup leaves open
   * and nothing in it prevents. `limited`: neither administrative nor on any published path to it.
   */
  readonly level: 'administrative' | 'escalation' | 'accepted' | 'limited';
  /** Name of the method in the published list, or of what is accepted. */
  readonly path?: string;
  readonly detail: string;
}

/** What is known, cannot be closed without breaking what the product is for, and so is shown instead. */
const accepted = {
  group: (names: readonly string[]) =>
    `IAM puts no permissions boundary on a group: whoever gets hold of the bootstrap role can put any user of the account into ${names.join(', ')}, who then has the group's policies without the boundary. Other policies cannot be attached to the group.`,
  boundary:
    'The permissions boundary is no ceiling here: it leaves ways to all permissions, to whoever has the keys, and by way of new users to whoever gets hold of the bootstrap role.',
  instances:
    'Whoever controls instances can run commands on them (start-up scripts, replaced volumes), and so reaches what the roles of existing instances may do.',
} as const;

/** Enough to run a script of one's own on an instance that is there. */
const controlOfInstances = ['ec2:StopInstances', 'ec2:ModifyInstanceAttribute', 'ec2:StartInstances'] as const;

/**
 * The risks of a plan whose users carry this boundary. AWS's own managed policies are not known here, and AWS changes
 * them: what such a policy allows counts as whatever the boundary leaves of it. Pure.
 *
 * @param boundary the document of the permissions boundary, as JSON
 */
export function risksOf(plan: Plan, boundary: string): readonly Risk[] {
  const boundaryDocument = readDocument(boundary);
  const policies = policyDocumentsOf(plan);
  const documents = policies.flatMap(({ document }) => (document === undefined ? [] : [readDocument(document)]));
  const hasUnknown = policies.some(({ document }) => document === undefined);
  const may = (action: string, passedTo?: string) =>
    mayDo(boundaryDocument, action, passedTo) &&
    (hasUnknown || documents.some((document) => mayDo(document, action, passedTo)));

  const isAdministrative = may('*');
  const open = isAdministrative
    ? []
    : escalations.filter(({ needs, passesTo }) => needs.every((action) => may(action, passesTo)));
  const groups = plan.resources.flatMap(({ type, name }) => (type === 'group' ? [name] : []));
  return [
    ...(isAdministrative
      ? [
          {
            level: 'administrative',
            detail: 'The keys may do everything in the account, including to make more keys.',
          } as const,
        ]
      : []),
    ...open.map(escalationLine),
    ...(isAdministrative || open.length > 0 ? [] : [limited]),
    ...(isAdministrative || open.length > 0 ? [acceptedLine('boundary', accepted.boundary)] : []),
    ...(groups.length === 0 ? [] : [acceptedLine('group', accepted.group(groups))]),
    ...(!isAdministrative && controlOfInstances.every((action) => may(action))
      ? [acceptedLine('instances', accepted.instances)]
      : []),
  ];
}

const limited: Risk = {
  level: 'limited',
  detail: `The keys are not administrative, and none of the ${escalations.length} published ways to become so (${escalationsSource}) is open to them.`,
};

function escalationLine({ name, needs, gives }: Escalation): Risk {
  return { level: 'escalation', path: name, detail: `The keys may ${needs.join(', ')}: this gives ${gives}.` };
}

function acceptedLine(path: keyof typeof accepted, detail: string): Risk {
  return { level: 'accepted', path, detail };
}
