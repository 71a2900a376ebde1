import { documentOf, refusalOf, type Keys } from '../support/sandboxClients.ts';
import { everything, lateSandbox, PolicyArn, UserName, watch, type Late } from './late.ts';

const onlyS3 = documentOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' });

/** Repeats a call as long as IAM answers NoSuchEntity, because what the call names is not visible yet. */
async function repeated<T>(late: Late, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NoSuchEntityException') throw error;
      late.pass(50);
    }
  }
}

/** Creates a user whose policy allows everything and whose boundary, which is new, allows S3. */
async function boundedUser(late: Late): Promise<Keys> {
  const { iam } = late.root;
  await iam.createPolicy({ PolicyName: 'p', PolicyDocument: onlyS3 });
  await repeated(late, () => iam.createUser({ UserName, PermissionsBoundary: PolicyArn }));
  const { AccessKey } = await repeated(late, () => iam.createAccessKey({ UserName }));
  await repeated(late, () => iam.putUserPolicy({ UserName, PolicyName: 'given', PolicyDocument: everything }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

// With each of these seeds, the user's boundary becomes visible to a machine before the policy that it names.
test.each([1, 7, 12])('a boundary whose policy is not visible yet allows nothing (seed %i)', async (seed) => {
  const late = lateSandbox({ profile: 'bad', seed });
  const { iam } = late.as(await boundedUser(late));
  const allowed = await watch(late, async () => (await refusalOf(iam.listUsers({}))).code === 'ok');
  expect(allowed).not.toContain('n');
});
