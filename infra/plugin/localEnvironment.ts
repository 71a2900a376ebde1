import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { readSettings } from '../../local/settings.ts';

/**
 * Sets this process's environment to that of the local stack which `npm start` runs. This happens before the framework
 * looks for AWS credentials.
 *
 * @returns the environment for the function: in `invoke local`, it takes precedence over the process's environment.
 * @throws SettingError for a setting that `npm start` refuses as well.
 */
export function enterLocalEnvironment(): Record<string, string> {
  const { awsPort, apiToken } = readSettings(process.env);
  const environment = localEnvironment(`http://127.0.0.1:${awsPort}`, apiToken, process.env);
  enterEnvironment(environment);
  return environment;
}
