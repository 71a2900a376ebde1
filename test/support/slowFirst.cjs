const Sequencer = require('@jest/test-sequencer').default;

/** The tests that take longest because they wait in real time, slowest first. */
const waiting = ['local/aws/sqs', 'faults/kill', 'api/webhooks', 'local/server', 'local/stack'];
/** The tests that take longest because they use the CPU, slowest first. */
const computing = [
  ...['faults/matrix', 'docs/addingABlueprint', 'faults/recordSize', 'faults/lateMatrix', 'model/model'],
  ...['scripts/checkSources', 'security/leastPrivilege', 'sandbox/lag', 'faults/givingUp', 'faults/lateSessions'],
  ...['lag/lag', 'faults/heldKeys', 'faults/slowOrBrokenAws', 'faults/newRole', 'faults/reserve'],
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
      const index = order.findIndex((each) => path.endsWith(`/${each}.test.ts`));
      return index === -1 ? order.length : index;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};
