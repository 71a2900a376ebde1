const Sequencer = require('@jest/test-sequencer').default;

/** The tests that take longest because they wait in real time, slowest first. */
const waiting = [
  ...['api/lateAws', 'faults/recovery', 'security/leastPrivilege', 'local/aws/sqs', 'api/offboardUnended'],
  ...['faults/lostCommitAnswer', 'handlers/retireAccess', 'api/offboardInTheWay', 'api/stacks', 'faults/kill'],
];
/** The tests that take longest because they use the CPU, slowest first. */
const computing = [
  ...['faults/matrix', 'docs/addingABlueprint', 'faults/recordSize', 'faults/lateMatrix', 'model/model'],
  ...['scripts/checkSources', 'faults/lateSessions', 'api/indexShards', 'faults/lostTableAnswers', 'faults/lateCalls'],
];

/**
 * Starts the slow tests first, those that wait and those that compute in turn: so the CPU is in use while others wait,
 * and no slow test is left over when the other workers have finished. Jest itself knows how long a test takes only after
 * it has run once on the machine.
 */
module.exports = class extends Sequencer {
  sort(tests) {
    const order = waiting.flatMap((each, index) => [each, computing[index]]);
    const rank = ({ path }) => {
      const index = order.findIndex((each) => path.endsWith(`/${each}.test.ts`));
      return index === -1 ? order.length : index;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};
