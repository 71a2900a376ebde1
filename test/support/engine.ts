import { runSimulation } from '@cloud-copilot/iam-simulate';

/** A question to the policy engine: whether a principal may perform an action on a resource. Policies are objects. */
export interface Question {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The account of the resource if its ARN does not contain it, as for AWS managed policies. */
  readonly accountId: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly identity: readonly unknown[];
  readonly boundary?: unknown;
  /** The trust policy of the role to be assumed. */
  readonly trust?: unknown;
}

/** Strict mode: in the other mode, the engine takes a condition as met if the request lacks its key. */
const strict = { simulationMode: 'Strict' } as const;

/** Returns what AWS would decide. Throws if the engine refuses the question as invalid. */
export async function isAllowed(question: Question): Promise<boolean> {
  const { principal, action, resource, accountId, context = {}, identity, boundary, trust } = question;
  const result = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: /:(\d{12}):/.exec(resource)?.[1] ?? accountId },
        contextVariables: { 'aws:PrincipalArn': principal, ...mutable(context) },
      },
      identityPolicies: identity.map((policy, index) => ({ name: `identity ${index}`, policy })),
      ...(boundary === undefined ? {} : { permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }] }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: trust,
    },
    strict,
  );
  if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult === 'Allowed';
}

const mutable = (context: NonNullable<Question['context']>) =>
  Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
  );
