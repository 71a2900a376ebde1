const { spawnSync } = require('node:child_process');
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Gives all tests, and the processes that they start, one temporary folder, so that nothing of a run is left behind.
 * The processes share what Node.js has compiled: loading modules is most of the CPU time of a short process.
 */
module.exports = () => {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'latchkey-tests-'));
  process.env.NODE_COMPILE_CACHE ??= join(process.env.TMPDIR, 'compiled');
  if ((process.env.LATCHKEY_BLUEPRINTS ?? '') === '') return;
  // In a process of its own, because jest would compile what this one loads.
  process.env.LATCHKEY_TEST_CATALOG = join(process.env.TMPDIR, 'catalog.ts');
  const { status } = spawnSync(process.execPath, ['test/support/ownCatalog.cjs', process.env.LATCHKEY_TEST_CATALOG], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('No test was run, because of the blueprints in LATCHKEY_BLUEPRINTS.');
};
