import { makeDataDir, readSettings, startProblem, type Settings } from './settings.ts';

/** Keeps the local stack up until it is told to stop. */
async function main(settings: Settings): Promise<void> {
  // Whoever is not up yet needs no goodbye: every start takes up what the one before it left.
  let end = (): void => process.exit(0);
  onEnd(() => end());
  const { enterEnvironment, localEnvironment } = await import('./environment.ts');
  enterEnvironment(localEnvironment(`http://127.0.0.1:${settings.awsPort}`, settings.apiToken, process.env));
  // Only now: the handlers read their configuration when they are loaded.
  const { startStack } = await import('./stack.ts');
  const stack = await startStack(settings);
  end = () => void stack.close().finally(() => process.exit(0));
  const { welcome } = await import('./welcome.ts');
  console.log(welcome(settings, stack));
}

const parentLookMs = 200;

function onEnd(end: () => void): void {
  let ended = false;
  const once = () => {
    if (!ended) end();
    ended = true;
  };
  process.on('SIGINT', once);
  process.on('SIGTERM', once);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  // npm passes a signal on to its shell, and not every shell passes it on to us: without a parent, it is over too.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) once();
  }, parentLookMs).unref();
}

function fail(error: unknown, settings?: Settings): never {
  const sentence = settings === undefined ? undefined : startProblem(error, settings);
  console.error(sentence ?? (error instanceof Error ? error.message : String(error)));
  process.exit(1);
}

try {
  const settings = readSettings(process.env);
  makeDataDir(settings.dataDir);
  await main(settings).catch((error: unknown) => fail(error, settings));
} catch (error) {
  fail(error);
}
