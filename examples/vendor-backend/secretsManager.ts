import {
  CreateSecretCommand,
  DescribeSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { secretText, type Secrets } from './secrets.ts';

/**
 * Stores the keys in AWS Secrets Manager, as the secret `latchkey/{onboarding ID}`. Needs CreateSecret, PutSecretValue
 * and DescribeSecret on `latchkey/*`, and no permission to read a value.
 *
 * A version has the ID that its writer chooses (`ClientRequestToken`). With fixed IDs, a repeated write has no effect, the
 * keys are never replaced by others, and the list of versions says whether the keys are there.
 */
export function secretsManager(client: SecretsManagerClient): Secrets {
  return {
    state: async (id) => {
      try {
        const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: nameOf(id) }));
        if (Object.hasOwn(VersionIdsToStages, givenUpVersion(id))) return 'given up';
        const isStored = Object.keys(VersionIdsToStages).some((version) => version !== emptyVersion(id));
        return isStored ? 'stored' : 'prepared';
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return 'absent';
        throw error;
      }
    },
    prepare: async (id) => {
      const empty = { ClientRequestToken: emptyVersion(id), SecretString: '[]' };
      try {
        await client.send(new CreateSecretCommand({ Name: nameOf(id), ...empty }));
      } catch (error) {
        if (!(error instanceof ResourceExistsException)) throw error;
      }
      // Writes the same version again, which changes nothing: it is here to fail if there is no permission to do so.
      await client.send(new PutSecretValueCommand({ SecretId: nameOf(id), ...empty }));
    },
    giveUp: async (id) => {
      const empty = { ClientRequestToken: givenUpVersion(id), SecretString: '[]' };
      await client.send(new PutSecretValueCommand({ SecretId: nameOf(id), ...empty }));
    },
    store: async (id, keys) => {
      const value = { ClientRequestToken: keysVersion(id), SecretString: secretText(keys) };
      await client.send(new PutSecretValueCommand({ SecretId: nameOf(id), ...value }));
    },
  };
}

const nameOf = (id: string) => `latchkey/${id}`;
/** The IDs of versions have 32 to 64 characters; the ID of an onboarding has 29. */
const emptyVersion = (id: string) => `empty-${id}`;
const givenUpVersion = (id: string) => `given-up-${id}`;
const keysVersion = (id: string) => `keys-${id}`;
