import { installedBrowser, noBrowser } from '../support/browser/installedBrowser.ts';
import { runsPackedChromium } from '../support/browser/packedChromium.ts';
import { reportMissing } from '../support/browser/reportMissing.ts';

const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const edge = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
const edgeOnWindows = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';

const glibc = ['/lib64/ld-linux-x86-64.so.2'];

test.each([
  ['linux', 'x64', glibc, true],
  ['linux', 'x64', [], false],
  ['linux', 'arm64', glibc, false],
  ['darwin', 'x64', glibc, false],
])('on %s %s with %j, the packed Chromium runs: %s', (platform, arch, present, expected) => {
  expect(runsPackedChromium({ platform, arch }, (path) => present.includes(path))).toBe(expected);
});

test.each<[string, string[], string | undefined]>([
  ['darwin', [chrome, edge], chrome],
  ['darwin', [edge], edge],
  ['win32', [edgeOnWindows], edgeOnWindows],
  ['linux', ['/usr/bin/chromium'], '/usr/bin/chromium'],
  ['linux', ['/home/me/.cache/chrome'], '/home/me/.cache/chrome'],
  ['linux', [], undefined],
])('on %s with %j, the browser is %s', (platform, present, expected) => {
  const found = installedBrowser({
    platform,
    environment: { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
    exists: (path) => present.includes(path),
    playwrightPath: '/home/me/.cache/chrome',
  });
  expect(found).toBe(expected);
});

test.each([
  ['darwin', 'arm64', 'Google Chrome or Microsoft Edge'],
  ['linux', 'arm64', 'the package chromium of the system'],
])('on %s %s, the message says how to get a browser', (platform, arch, way) => {
  expect(noBrowser({ platform, arch })).toBe(
    `no browser on this machine (${platform} ${arch}): install ${way}, or run "npx playwright-core install chromium"`,
  );
});

test.each([
  [{}, ['Skipped: none.\n']],
  [{ CI: 'false' }, ['Skipped: none.\n']],
  [{ CI: 'true' }, ['none']],
])('with %j, a missing browser is reported by %j', (environment, expected) => {
  const reported: string[] = [];
  const failed = (_: string, fail: () => void) => {
    expect(fail).toThrow('none');
    reported.push('none');
  };
  reportMissing('none', { environment, test: failed, write: (text) => reported.push(text) });
  expect(reported).toEqual(expected);
});
