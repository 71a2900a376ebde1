import type { Answer, TestStack, Tenant } from './testStack.ts';
import { keyOf } from './testStack.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** A tenant in an account of its own, with the stack of this blueprint launched for these parameters. */
export async function tenantFor(testStack: TestStack, blueprint: string, parameters: Parameters = {}): Promise<Tenant> {
  const tenant = testStack.nextTenant();
  await testStack.launch(tenant, parameters, blueprint);
  return tenant;
}

/** The groups of an account, each with its members and policies. */
export async function groupsOf(testStack: TestStack, tenant: Tenant) {
  const iam = testStack.root(tenant);
  const { Groups = [] } = await iam.listGroups({});
  return Promise.all(
    Groups.map(async ({ GroupName = '', Path }) => {
      const { Users = [] } = await iam.getGroup({ GroupName });
      const { AttachedPolicies = [] } = await iam.listAttachedGroupPolicies({ GroupName });
      return {
        name: GroupName,
        path: Path,
        members: Users.map(({ UserName }) => UserName),
        policies: AttachedPolicies.map(({ PolicyName }) => PolicyName),
      };
    }),
  );
}

/** Tries each key of an answer; who it is according to STS. */
export async function whoAre(testStack: TestStack, { body }: Answer): Promise<readonly (string | undefined)[]> {
  const identities = (body.credentials ?? []).map((key) => testStack.stsWith(key).getCallerIdentity({}));
  return (await Promise.all(identities)).map(({ Arn }) => Arn);
}

/** Which of these actions the user of an answer may do, with its groups and its boundary. */
export async function mayOf(
  testStack: TestStack,
  tenant: Tenant,
  answer: Answer,
  ...ActionNames: string[]
): Promise<Readonly<Record<string, boolean>>> {
  const question = { PolicySourceArn: keyOf(answer).userArn, ActionNames };
  const { EvaluationResults = [] } = await testStack.root(tenant).simulatePrincipalPolicy(question);
  return Object.fromEntries(
    EvaluationResults.map(({ EvalActionName = '', EvalDecision }) => [EvalActionName, EvalDecision === 'allowed']),
  );
}
