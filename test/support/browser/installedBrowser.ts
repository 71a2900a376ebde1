import { join } from 'node:path';

/** Where to look for an installed browser. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  /** Where Playwright installs its own Chromium. Undefined: it has none for this machine. */
  readonly playwrightPath: string | undefined;
}

/** Returns the path of an installed Chrome, Edge or Chromium. Undefined: there is none. */
export function installedBrowser({ platform, environment, exists, playwrightPath }: Machine): string | undefined {
  const candidates =
    playwrightPath === undefined ? usual(platform, environment) : [...usual(platform, environment), playwrightPath];
  return candidates.find(exists);
}

/** Returns what a person reads if there is no browser: what is missing, and how to get it. */
export function noBrowser({ platform, arch }: Pick<Machine, 'platform' | 'arch'>): string {
  const byPlatform =
    platform === 'linux'
      ? 'chromium with the package manager of the system, or Google Chrome'
      : 'Google Chrome or Microsoft Edge';
  return `no browser on this machine (${platform} ${arch}): install ${byPlatform}, or run "npx playwright-core install chromium"`;
}

/** Where the installers of Chrome, Edge and Chromium put them. */
function usual(platform: string, environment: Machine['environment']): readonly string[] {
  switch (platform) {
    case 'darwin':
      return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
        const folder = environment[variable];
        if (folder === undefined) return [];
        return [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ];
      });
    default:
      return [
        '/opt/google/chrome/chrome',
        '/opt/microsoft/msedge/msedge',
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
      ];
  }
}
