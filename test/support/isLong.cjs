/** The folders whose tests break calls to AWS, one after another, or wait for an AWS that is late. */
const folders = /[\\/]test[\\/](?:faults|lag|model|contract)[\\/]/;

/**
 * Whether `npm run test:long` runs a test file and not `npm test`: it starts programs, or imports
 * each vendor's guide and onboards with it, so that its name ends in `.e2e.test.ts`, or it is in one of the folders above.
 * `npm test` also runs the files that end in `.browser.test.ts`: the few tests in a browser that each change must pass.
 */
module.exports = (path) => path.endsWith('.e2e.test.ts') || folders.test(path);
