/** Filter of jest for `npm test`: every test but those that start programs, whose names end in `.e2e.test.ts`. */
module.exports = (paths) => ({ filtered: paths.filter((path) => !path.endsWith('.e2e.test.ts')) });
