import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { readSettings } from '../../local/settings.ts';

/**
 * Makes this process's AWS environment that of the stack which `npm start` runs, before the framework looks for
 * credentials of its own.
 *
 * @returns the environment, for the function: in `invoke local` its own beats the process's.
 * @throws SettingError for a setting that `npm start` would refuse, too.
 */
export function enterLocalEnvironment(): Record<string, string> {
  const { awsPort, apiToken } = readSettings(process.env);
  const environment = localEnvironment(`http://127.0.0.1:${awsPort}`, apiToken, process.env);
  enterEnvironment(environment);
  return environment;
}
