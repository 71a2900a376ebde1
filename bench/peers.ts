import { IAM, type Tag } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { localRegion } from '../local/region.ts';
import type { Access } from './stack.ts';

/** The user that another product creates: one with an AWS managed policy and an access key. */
export interface PeerUser {
  readonly access: Access;
  readonly userName: string;
  readonly path: string;
  readonly boundaryArn: string;
  readonly policyArn: string;
}

const tags: Tag[] = [{ Key: 'made-by', Value: 'bench' }];

/**
 * Returns the orders of calls with which other products create a user with a key, with plain clients of the SDK. Each
 * call waits for the one before it. They keep no state and do not check the key. The calls share their connections, which
 * makes them faster than those of the products: Vault opens a connection for each call, and Infisical for each user.
 */
export function peerOrders(endpoint: string) {
  const shared = { endpoint, region: localRegion, requestHandler: new NodeHttpHandler() };
  const sts = new STS(shared);

  /** Both products get the credentials of the tenant's role first. */
  const assume = async ({ roleArn, externalId }: Access): Promise<IAM> => {
    const { Credentials } = await sts.assumeRole({
      RoleArn: roleArn,
      ExternalId: externalId,
      RoleSessionName: 'peer',
      DurationSeconds: 900,
    });
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    return new IAM({ ...shared, credentials });
  };

  return {
    /**
     * The order of `secretAccessKeysCreate` in hashicorp/vault, builtin/logical/aws/secret_access_keys.go, at commit
     * 01e5c0c741412bca66fc2200b225494895062187: the user, each policy, the tags, the key.
     */
    vault: async ({ access, userName, path, boundaryArn, policyArn }: PeerUser): Promise<void> => {
      const iam = await assume(access);
      await iam.createUser({ UserName: userName, Path: path, PermissionsBoundary: boundaryArn });
      await iam.attachUserPolicy({ UserName: userName, PolicyArn: policyArn });
      await iam.tagUser({ UserName: userName, Tags: tags });
      await iam.createAccessKey({ UserName: userName });
    },
    /**
     * The order of `create` in Infisical/infisical, backend/src/ee/services/dynamic-secret/providers/aws-iam.ts, at
     * commit 001a2ef63a4d633fdf16d77351dfc5e20c6e435f: the user with its tags, the policies, the key.
     */
    infisical: async ({ access, userName, path, boundaryArn, policyArn }: PeerUser): Promise<void> => {
      const iam = await assume(access);
      await iam.createUser({ UserName: userName, Path: path, PermissionsBoundary: boundaryArn, Tags: tags });
      await iam.attachUserPolicy({ UserName: userName, PolicyArn: policyArn });
      await iam.createAccessKey({ UserName: userName });
    },
    close: () => {
      shared.requestHandler.destroy();
    },
  };
}
