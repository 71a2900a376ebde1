import { templatesPath, type ExternalAws } from './externalAws.ts';
import { startService, type LocalService } from './service.ts';
import type { Blueprint } from '../catalog/blueprint.ts';
import type { Settings } from './settings.ts';
import { localTemplates } from './stack.ts';

/**
 * Starts Latchkey on an AWS that it did not start. No tenant is seeded, because that takes a sandbox. The API serves
 * the bootstrap templates, because there is no sandbox that does.
 */
export function serveOnExternalAws(
  settings: Settings,
  { url, environment }: ExternalAws,
  catalog: readonly Blueprint[],
): Promise<LocalService> {
  const templates = localTemplates(catalog);
  return startService({
    ...settings,
    catalog,
    awsUrl: url,
    environment,
    seeds: false,
    intercept: (method, path) => {
      const body = path.startsWith(`${templatesPath}/`)
        ? templates.get(path.slice(templatesPath.length + 1))
        : undefined;
      if (method !== 'GET' || body === undefined) return undefined;
      return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
    },
  });
}
