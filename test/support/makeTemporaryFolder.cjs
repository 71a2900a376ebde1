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
};
