import { onEnd } from './ending.ts';
import { makeDataDir, readSettings, startProblem, type Settings } from './settings.ts';

/** Keeps Latchkey up until it is told to stop: with an AWS of its own, or on the one that AWS_ENDPOINT_URL leads to. */
async function main(settings: Settings): Promise<void> {
  // Whoever is not up yet needs no goodbye: every start takes up what the one before it left.
  let end = (): void => process.exit(0);
  onEnd(() => end());
  makeDataDir(settings.dataDir);
  const { endpointElsewhere } = await import('./elsewhere.ts');
  const url = endpointElsewhere(process.env);
  const { close, text } = url === undefined ? await startHere(settings) : await startElsewhere(settings, url);
  end = () => void close().finally(() => process.exit(0));
  console.log(text);
}

interface Started {
  readonly close: () => Promise<void>;
  /** What is said when it is up. */
  readonly text: string;
}

async function startHere(settings: Settings): Promise<Started> {
  const { enterEnvironment, localEnvironment } = await import('./environment.ts');
  enterEnvironment(localEnvironment(`http://127.0.0.1:${settings.awsPort}`, settings.apiToken, process.env));
  // Only now: the handlers read their configuration when they are loaded.
  const { startStack } = await import('./stack.ts');
  const { welcome } = await import('./welcome.ts');
  const stack = await startStack(settings);
  return { close: () => stack.close(), text: welcome(settings, stack) };
}

async function startElsewhere(settings: Settings, url: string): Promise<Started> {
  const { goElsewhere } = await import('./elsewhere.ts');
  const elsewhere = await goElsewhere(url, settings, process.env);
  const { serveElsewhere } = await import('./serveElsewhere.ts');
  const { welcomeElsewhere } = await import('./welcome.ts');
  const service = await serveElsewhere(settings, elsewhere);
  return { close: () => service.close(closeGraceMs), text: welcomeElsewhere(settings, service.url, url) };
}

const closeGraceMs = 1000;

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
