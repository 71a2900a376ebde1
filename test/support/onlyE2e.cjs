/** Filter of jest for `npm run test:e2e`: the tests that start programs, whose names end in `.e2e.test.ts`. */
module.exports = (paths) => ({ filtered: paths.filter((path) => path.endsWith('.e2e.test.ts')) });
