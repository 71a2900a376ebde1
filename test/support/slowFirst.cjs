const Sequencer = require('@jest/test-sequencer').default;

/**
 * The tests that take longest because they wait in real time, slowest first, after the demo. The demo loads most of the
 * modules and ends by itself, so that Node.js keeps what it has compiled for the processes of the other tests.
 */
const waiting = [
  ...[
    'local/demo',
    'local/aws/sqs',
    'api/overload',
    'web/onboard.problems',
    'cli/main',
    'faults/kill',
    'local/sandbox',
  ],
  ...['local/ending', 'web/onboard.late', 'gateways/webhooks/post', 'docs/events'],
];
/** The tests that take longest because they use the CPU, slowest first. */
const computing = [
  ...[
    'web/admin',
    'web/onboard.looks',
    'web/onboard.links',
    'web/onboard',
    'docs/addingABlueprint',
    'faults/recordSize',
  ],
  ...['docs/operating.commands', 'faults/matrix', 'web/onboard.person', 'scripts/checkSources', 'faults/lateMatrix'],
  ...['test/serverless.packaged', 'infra/plugin/index', 'infra/plugin/index.package', 'api/deliveries'],
  ...['scripts/checkSources.newMembers', 'faults/removal', 'web/onboard.leaving', 'faults/unknownCalls'],
  ...['api/bundledOnboarding', 'web/onboard.hostile', 'infra/plugin/bundle.sizes', 'web/onboard.element'],
  ...['contract/contract', 'web/admin.session', 'faults/heldKeys', 'infra/plugin/sdkModules'],
];

/**
 * Starts the slow tests first, those that wait and those that compute in turn: so the CPU is in use while others wait,
 * and no slow test is left over when the other workers have finished. Jest itself knows how long a test takes only after
 * it has run once on the machine.
 */
module.exports = class extends Sequencer {
  sort(tests) {
    const order = computing.flatMap((each, index) => [waiting[index] ?? [], each].flat());
    const rank = ({ path }) => {
      const index = order.findIndex((each) =>
        path.replace(/\.(?:e2e|browser)\.test\.ts$/, '.test.ts').endsWith(`/${each}.test.ts`),
      );
      return index === -1 ? order.length : index;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};
