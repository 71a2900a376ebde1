import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { installedBrowser, noBrowser } from './installedBrowser.ts';
import { packedChromium, runsPackedChromium, type BrowserProgram } from './packedChromium.ts';

/** No page reaches another machine: every name but those of this machine is unknown. */
const ownMachineOnly =
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost , EXCLUDE *.localhost';

/** Returns why no browser can be started here, and how to get one. Undefined: one can. */
export function missingBrowser(): string | undefined {
  return runsPackedChromium(process) || installed() !== undefined ? undefined : noBrowser(process);
}

/**
 * Starts a browser: the Chromium of the npm package on Linux x64, elsewhere an installed one.
 *
 * @throws Error if there is none, with how to get one
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = runsPackedChromium(process) ? await packedChromium() : installedProgram();
  return await chromium.launch({
    executablePath,
    args: [...args, '--no-sandbox', '--font-render-hinting=none', ownMachineOnly],
    env: { ...env },
  });
}

function installedProgram(): BrowserProgram {
  const executablePath = installed();
  if (executablePath === undefined) throw new Error(noBrowser(process));
  return { executablePath, args: [], env: process.env };
}

function installed(): string | undefined {
  const { platform, env: environment } = process;
  return installedBrowser({ platform, environment, exists: existsSync, playwrightPath: playwrightPath() });
}

function playwrightPath(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    // Playwright throws on a platform for which it has no browser.
    return undefined;
  }
}
