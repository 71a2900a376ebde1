const Sequencer = require('@jest/test-sequencer').default;

/**
 * The tests that take longest, because they wait in real time. They start first, so that none of them still runs when
 * all other tests have ended. Jest knows how long a test takes only after it has run once on the machine.
 */
const slow = [
  ...['api/lateAws', 'faults/recovery', 'faults/matrix', 'docs/addingABlueprint', 'security/leastPrivilege'],
  ...['api/offboardUnended', 'faults/lostCommitAnswer', 'local/aws/sqs', 'handlers/retireAccess', 'faults/lateMatrix'],
  ...['faults/recordSize', 'faults/lateSessions', 'scripts/checkSources', 'faults/kill', 'model/model'],
];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const index = slow.findIndex((each) => path.endsWith(`/${each}.test.ts`));
      return index === -1 ? slow.length : index;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};
