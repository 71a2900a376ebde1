import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { readSettings } from '../../local/settings.ts';
import { localSecretsFile } from './localSecrets.ts';

/**
 * Sets this process's environment to that of the local stack which `npm start` runs. This happens before the framework
 * looks for AWS credentials.
 *
 * @returns the environment for the function: in `invoke local`, it takes precedence over the process's environment.
 * @throws SettingError for a setting that `npm start` refuses as well.
 */
export async function enterLocalEnvironment(): Promise<Record<string, string>> {
  const { awsPort, apiToken, dataDir } = readSettings(process.env);
  const awsUrl = `http://127.0.0.1:${awsPort}`;
  const environment = {
    ...localEnvironment(awsUrl, apiToken, process.env),
    LATCHKEY_WEBHOOK_SECRETS_FILE: await localSecretsFile(awsUrl, dataDir),
  };
  enterEnvironment(environment);
  return environment;
}
