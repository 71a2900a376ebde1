const { spawnSync } = require('node:child_process');

/**
 * Unpacks Chromium before jest's workers start, so that no test has to wait for it. Not if somebody runs chosen test files:
 * then the first one that opens a browser unpacks it.
 */
module.exports = ({ testPathPatterns }) => {
  if (testPathPatterns.patterns.length > 0) return;
  // In a process of its own, because jest would compile what this one loads.
  const { status } = spawnSync(process.execPath, ['test/support/browser/prepareChromium.ts'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('No test was run, because Chromium could not be unpacked.');
};
