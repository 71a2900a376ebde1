import { templatesPath, type Elsewhere } from './elsewhere.ts';
import { startService, type LocalService } from './service.ts';
import type { Settings } from './settings.ts';
import { localTemplates } from './stack.ts';

/**
 * Latchkey on an AWS that it did not start. There is nobody to seed a tenant for, and nobody else to serve the templates,
 * so the API does that.
 */
export function serveElsewhere(settings: Settings, { url, environment }: Elsewhere): Promise<LocalService> {
  const templates = localTemplates();
  return startService({
    ...settings,
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
