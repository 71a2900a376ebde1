import type { Answer, House, Tenant } from './house.ts';
import { keyOf } from './house.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** A tenant in an account of its own, with the stack of this blueprint launched for these parameters. */
export async function tenantFor(house: House, blueprint: string, parameters: Parameters = {}): Promise<Tenant> {
  const tenant = house.nextTenant();
  await house.launch(tenant, parameters, blueprint);
  return tenant;
}

/** The groups of an account, each with its members and policies. */
export async function groupsOf(house: House, tenant: Tenant) {
  const iam = house.root(tenant);
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
export async function whoAre(house: House, { body }: Answer): Promise<readonly (string | undefined)[]> {
  const identities = (body.credentials ?? []).map((key) => house.stsWith(key).getCallerIdentity({}));
  return (await Promise.all(identities)).map(({ Arn }) => Arn);
}

/** Which of these actions the user of an answer may do, with its groups and its boundary. */
export async function mayOf(
  house: House,
  tenant: Tenant,
  answer: Answer,
  ...ActionNames: string[]
): Promise<Readonly<Record<string, boolean>>> {
  const question = { PolicySourceArn: keyOf(answer).userArn, ActionNames };
  const { EvaluationResults = [] } = await house.root(tenant).simulatePrincipalPolicy(question);
  return Object.fromEntries(
    EvaluationResults.map(({ EvalActionName = '', EvalDecision }) => [EvalActionName, EvalDecision === 'allowed']),
  );
}
