import { readSettings, startProblem, type Settings } from './settings.ts';
import type { LocalStack } from './stack.ts';

/** Keeps the local stack up until it is told to stop. */
async function main(settings: Settings): Promise<void> {
  let stack: LocalStack | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Whoever is not up yet needs no goodbye: every start takes up what the one before it left.
    process.once(signal, () => void (stack?.close() ?? Promise.resolve()).finally(() => process.exit(0)));
  }
  const { enterEnvironment, localEnvironment } = await import('./environment.ts');
  enterEnvironment(localEnvironment(`http://127.0.0.1:${settings.awsPort}`, settings.apiToken, process.env));
  // Only now: the handlers read their configuration when they are loaded.
  const { startStack } = await import('./stack.ts');
  stack = await startStack(settings);
  const { welcome } = await import('./welcome.ts');
  console.log(welcome(settings, stack));
}

function fail(error: unknown, settings?: Settings): never {
  const sentence = settings === undefined ? undefined : startProblem(error, settings);
  console.error(sentence ?? (error instanceof Error ? error.message : String(error)));
  process.exit(1);
}

try {
  const settings = readSettings(process.env);
  await main(settings).catch((error: unknown) => fail(error, settings));
} catch (error) {
  fail(error);
}
