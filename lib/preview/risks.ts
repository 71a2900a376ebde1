import { escalations, escalationsSource, type Escalation } from './escalations.ts';
import { mayDo, readDocument } from './mayDo.ts';
import type { RiskLevel } from './riskLevels.ts';
import type { Plan } from '../blueprints/plan.ts';
import { policyDocumentsOf } from '../blueprints/policyDocumentsOf.ts';

/** A risk that the tenant should know before agreeing to the onboarding. */
export interface Risk {
  readonly level: RiskLevel;
  /** The name of the method in the published list, or of the accepted risk. */
  readonly path?: string;
  readonly detail: string;
}

/** Known risks that cannot be removed without breaking the vendor's product. The preview shows them instead. */
const accepted = {
  group: (names: readonly string[]) =>
    `A group cannot have a permissions boundary in IAM. Anybody with the bootstrap role can add any user of the account to ${names.join(', ')}, including the users of another tenant. That user then has the permissions of the group's policies, without the boundary. Other policies cannot be attached to the group.`,
  boundary:
    'The permissions boundary is not an effective limit here. Anybody with the keys can get all permissions, and so can anybody with the bootstrap role, by creating users.',
  instances:
    'Anybody who controls instances can run commands on them (with start-up scripts or replaced volumes), and so gets the permissions of the roles of existing instances.',
} as const;

/** The actions that suffice to run any script on an existing instance. */
const controlOfInstances = ['ec2:StopInstances', 'ec2:ModifyInstanceAttribute', 'ec2:StartInstances'] as const;

/**
 * Returns the risks of a plan whose users have this boundary. This function does not evaluate AWS managed policies,
 * because AWS changes them: it assumes that such a policy allows everything that the boundary allows. Has no side
 * effects.
 *
 * @param boundary the document of the permissions boundary, as JSON
 */
export function risksOf(plan: Plan, boundary: string): readonly Risk[] {
  const boundaryDocument = readDocument(boundary);
  const policies = policyDocumentsOf(plan);
  const documents = policies.flatMap(({ document }) => (document === undefined ? [] : [readDocument(document)]));
  const hasManagedPolicy = policies.some(({ document }) => document === undefined);
  const may = (action: string, passedTo?: string) =>
    mayDo(boundaryDocument, action, passedTo) &&
    (hasManagedPolicy || documents.some((document) => mayDo(document, action, passedTo)));

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
            detail: 'The keys allow everything in the account, including the creation of more keys.',
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
  detail: `The keys are not administrative, and none of the ${escalations.length} published escalation methods (${escalationsSource}) works with them.`,
};

function escalationLine({ name, needs, gives }: Escalation): Risk {
  return { level: 'escalation', path: name, detail: `The keys may ${needs.join(', ')}: this gives ${gives}.` };
}

function acceptedLine(path: keyof typeof accepted, detail: string): Risk {
  return { level: 'accepted', path, detail };
}
