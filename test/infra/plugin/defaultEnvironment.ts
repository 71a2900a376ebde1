import { serverless } from '../definition.ts';

/** The environment of the functions in serverless.yml, with the defaults of its variables. */
export const defaultEnvironment = Object.fromEntries(
  Object.entries(serverless.provider.environment).map(([name, value]) => [
    name,
    value
      .replaceAll('${self:custom.namespace}', 'latchkey')
      .replace(/^\$\{param:.*, self:provider\.region\}$/, 'eu-west-1')
      .replace(/^\$\{param:.*, ["']([^'"]*)["']\}$/, '$1'),
  ]),
);
