const { rmSync } = require('node:fs');

/** Removes the folder of `makeTemporaryFolder.cjs`. It has keys of the sandbox, among others. */
module.exports = () => {
  rmSync(process.env.TMPDIR, { recursive: true, force: true });
};
