import { onEnd } from './ending.ts';
import { makeDataDir, readSandboxSettings, startProblem, type SandboxSettings } from './settings.ts';

/** Runs the sandbox AWS without Latchkey until a signal stops it. */
async function main(settings: SandboxSettings): Promise<void> {
  // Until everything has started, a signal ends the process immediately. This is safe, because every start repairs an
  // incomplete earlier start.
  let end = (): void => process.exit(0);
  onEnd(() => end());
  makeDataDir(settings.dataDir);
  const [{ startAws }, { localTemplates }, { localCatalog }, { welcomeToSandbox }] = await Promise.all([
    import('./aws/index.ts'),
    import('./templates.ts'),
    import('./catalog.ts'),
    import('./welcome.ts'),
  ]);
  const { awsPort: port, dataDir, lag } = settings;
  const aws = await startAws({ port, dataDir, lag, templates: localTemplates(await localCatalog(process.env)) });
  end = () => void aws.close().finally(() => process.exit(0));
  console.log(welcomeToSandbox(settings, aws.url));
}

function fail(error: unknown, settings?: SandboxSettings): never {
  const problem = settings === undefined ? undefined : startProblem(error, settings);
  console.error(problem ?? (error instanceof Error ? error.message : String(error)));
  process.exit(1);
}

try {
  const settings = readSandboxSettings(process.env);
  await main(settings).catch((error: unknown) => fail(error, settings));
} catch (error) {
  fail(error);
}
