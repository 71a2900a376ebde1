import { run } from 'jest';

// `npm test` and `npm run test:long` run a sample of the largest tables of cases. This runs every row of both. Arguments are
// those of jest.
process.env['LATCHKEY_TEST_ROWS'] = 'all';
await run(process.argv.slice(2));
