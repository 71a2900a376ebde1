const makeTemporaryFolder = require('./makeTemporaryFolder.cjs');
const unpackBrowser = require('./unpackBrowser.cjs');

/** What jest does once, before its workers start. */
module.exports = (globalConfig) => {
  makeTemporaryFolder();
  unpackBrowser(globalConfig);
};
