import { win32 } from 'node:path';

/** Where to look for an installed browser. */
export interface Machine {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  /** Where Playwright installs its own Chromium. Undefined: it has none for this machine. */
  readonly playwrightPath: string | undefined;
}

/** Returns the path of an installed Chrome, Edge or Chromium. Undefined: there is none. */
export function installedBrowser(machine: Machine): string | undefined {
  return [usual(machine), machine.playwrightPath ?? []].flat().find(machine.exists);
}

/** Returns what a person reads if there is no browser: what is missing, and how to get it. */
export function noBrowser({ platform, arch }: { platform: string; arch: string }): string {
  const way = platform === 'linux' ? 'the package chromium of the system' : 'Google Chrome or Microsoft Edge';
  return `no browser on this machine (${platform} ${arch}): install ${way}, or run "npx playwright-core install chromium"`;
}

/** Where the installers of Chrome, Edge and Chromium put them. */
function usual({ platform, environment }: Machine): readonly string[] {
  switch (platform) {
    case 'darwin': {
      const names = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
      return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    }
    case 'win32': {
      const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
      const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
      return programs.flatMap((program) => folders.map((folder) => win32.join(folder, program)));
    }
    default: {
      const commands = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
      return ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', ...commands];
    }
  }
}
