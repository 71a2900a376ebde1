import type { Blueprint } from '../catalog/blueprint.ts';
import { onEnd } from './ending.ts';
import { makeDataDir, readSettings, startProblem, type Settings } from './settings.ts';

/** Runs Latchkey until a signal stops it: with a sandbox AWS, or on the AWS at AWS_ENDPOINT_URL if that is set. */
async function main(settings: Settings): Promise<void> {
  // Until everything has started, a signal ends the process immediately. This is safe, because every start repairs an
  // incomplete earlier start.
  let end = (): void => process.exit(0);
  onEnd(() => end());
  makeDataDir(settings.dataDir);
  const { localCatalog } = await import('./catalog.ts');
  const catalog = await localCatalog(process.env);
  const { externalEndpoint } = await import('./externalAws.ts');
  const url = externalEndpoint(process.env);
  const { close, text } =
    url === undefined ? await startWithSandbox(settings, catalog) : await startOnExternalAws(settings, catalog, url);
  end = () => void close().finally(() => process.exit(0));
  console.log(text);
}

interface Started {
  readonly close: () => Promise<void>;
  /** What is printed when it has started. */
  readonly text: string;
}

async function startWithSandbox(settings: Settings, catalog: readonly Blueprint[]): Promise<Started> {
  const { enterEnvironment, localEnvironment } = await import('./environment.ts');
  enterEnvironment(localEnvironment(`http://127.0.0.1:${settings.awsPort}`, settings.apiToken, process.env));
  // Imported after the environment is set, because the handlers read their configuration when they are loaded.
  const { startStack } = await import('./stack.ts');
  const { startAwsThread } = await import('./aws/thread.ts');
  const { starting, welcome } = await import('./welcome.ts');
  const { seedMark } = await import('./seed.ts');
  const { shownBlueprint } = await import('./shownBlueprint.ts');
  const shown = shownBlueprint(catalog);
  console.log(starting(seedMark(settings.dataDir).isSeeded()));
  const { freshTenant } = await import('./freshTenant.ts');
  const stack = await startStack({ ...settings, catalog, startAws: startAwsThread });
  // The stack also works without this tenant. So the start continues if the API refuses to create it, for example
  // because an operator has stopped links.
  const fresh = await freshTenant(stack.url, settings.apiToken, shown).catch(() => undefined);
  return { close: () => stack.close(), text: welcome(settings, stack, shown, fresh) };
}

async function startOnExternalAws(settings: Settings, catalog: readonly Blueprint[], url: string): Promise<Started> {
  const { useExternalAws } = await import('./externalAws.ts');
  const externalAws = await useExternalAws(url, settings, process.env);
  const { serveOnExternalAws } = await import('./serveOnExternalAws.ts');
  const { welcomeOnExternalAws } = await import('./welcome.ts');
  const { shownBlueprint } = await import('./shownBlueprint.ts');
  const service = await serveOnExternalAws(settings, externalAws, catalog);
  return {
    close: () => service.close(closeGraceMs),
    text: welcomeOnExternalAws(settings, service.url, url, shownBlueprint(catalog)),
  };
}

const closeGraceMs = 1000;

function fail(error: unknown, settings?: Settings): never {
  const problem = settings === undefined ? undefined : startProblem(error, settings);
  console.error(problem ?? (error instanceof Error ? error.message : String(error)));
  process.exit(1);
}

try {
  const settings = readSettings(process.env);
  await main(settings).catch((error: unknown) => fail(error, settings));
} catch (error) {
  fail(error);
}
