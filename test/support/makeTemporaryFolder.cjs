const { execFileSync } = require('node:child_process');
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Gives all tests, and the processes that they start, one temporary folder, so that nothing of a run is left behind.
 * The processes share what Node.js has compiled: loading modules is most of the CPU time of a short process.
 */
module.exports = () => {
  // Mistakes in own blueprints end the run here, and not in each test. In a process of its own, because jest would
  // compile what this one loads.
  const script = "require('./test/support/ownCatalog.cjs').moduleOf(process.env)";
  if (process.env.LATCHKEY_BLUEPRINTS !== undefined)
    execFileSync(process.execPath, ['--eval', script], { stdio: 'inherit' });
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'latchkey-tests-'));
  process.env.NODE_COMPILE_CACHE ??= join(process.env.TMPDIR, 'compiled');
};
