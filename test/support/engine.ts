import { runSimulation } from '@cloud-copilot/iam-simulate';

/** One question to the policy engine: may this principal do this to that. Policies are documents as objects. */
export interface Question {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The account of the resource, where its ARN does not say: AWS's own policies are everybody's. */
  readonly accountId: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly identity: readonly unknown[];
  readonly boundary?: unknown;
  /** The trust policy of the role to be assumed. */
  readonly trust?: unknown;
}

/** Strict: in the engine's other mode a condition on a key that the request lacks would count as met. */
const strict = { simulationMode: 'Strict' } as const;

/** What AWS would decide. Throws where the question itself makes no sense to the engine. */
export async function isAllowed(question: Question): Promise<boolean> {
  const { principal, action, resource, accountId, context = {}, identity, boundary, trust } = question;
  const result = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: /:(\d{12}):/.exec(resource)?.[1] ?? accountId },
        contextVariables: { 'aws:PrincipalArn': principal, ...context },
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
