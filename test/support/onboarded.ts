import type { AnyStack, Answer, Tenant } from './testStack.ts';
import { keyOf } from './testStack.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** Returns a new tenant with a new account, in which this blueprint's stack is launched for these parameters. */
export async function tenantFor(testStack: AnyStack, blueprint: string, parameters: Parameters = {}): Promise<Tenant> {
  const tenant = testStack.nextTenant();
  await testStack.launch(tenant, parameters, blueprint);
  return tenant;
}

/** Returns the groups of an account with their members and policies. */
export async function groupsOf(testStack: AnyStack, tenant: Tenant) {
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

/** Calls GetCallerIdentity with each key of an answer, and returns the results. */
export async function whoAre(testStack: AnyStack, { body }: Answer): Promise<readonly (string | undefined)[]> {
  const identities = (body.credentials ?? []).map((key) => testStack.stsWith(key).getCallerIdentity({}));
  return (await Promise.all(identities)).map(({ Arn }) => Arn);
}

/** Returns which of these actions the user of an answer may do, by its policies, groups and boundary. */
export async function mayOf(
  testStack: AnyStack,
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
