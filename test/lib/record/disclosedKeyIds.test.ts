import { disclosedKeyIds, disclosedKeys, idsOf, knownKeyIds } from '../../../lib/record/disclosedKeyIds.ts';
import { parseOnboarding, statuses, type Status } from '../../../lib/record/onboarding.ts';
import { receiptOf } from '../../../lib/record/receipt.ts';
import { recordIn } from '../../support/records.ts';

const disclosed = [{ userName: 'tutum', ids: ['AKIAEXAMPLE'] }];

/** Whether a record in this status can name disclosed keys. */
const namesKeys: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: false,
  claiming: false,
  claimed: true,
  rotating: true,
  updating: true,
  rolling_back: true,
  failed: false,
  needs_attention: true,
  expired: false,
  offboarding: true,
  offboarded: true,
};

test.each(statuses)(
  'disclosedKeyIds returns the disclosed keys of a record in %s, if the status can have any',
  (status) => {
    expect(disclosedKeyIds(recordIn(status))).toEqual(namesKeys[status] ? disclosed : []);
  },
);

test('the functions that name keys throw for a record in an unknown status', () => {
  const record = Object.assign(recordIn('claimed'), { status: 'resting' });
  expect(() => disclosedKeyIds(record)).toThrow(TypeError);
  expect(() => knownKeyIds(record, 'tutum')).toThrow(TypeError);
  expect(() => receiptOf(record)).toThrow(TypeError);
});

test("a user's known keys are those that existed before Latchkey created one, and the disclosed ones", () => {
  const record = recordIn('claimed', { foreignKeyIds: [{ userName: 'tutum', ids: ['AKIATHEIRS'] }] });
  expect(knownKeyIds(record, 'tutum')).toEqual(['AKIATHEIRS', 'AKIAEXAMPLE']);
  expect(knownKeyIds(record, 'ada')).toEqual([]);
});

describe.each(['constructor', '__proto__', 'toString'])('a user named %s', (userName) => {
  const keys = [{ userName, ids: ['AKIAODDNAME'] }];
  const handedOver = [{ userName, id: 'AKIAODDNAME', state: 'handed_over', handedOverAt: 1 }];

  test('has only its own keys', () => {
    const record = recordIn('claimed', { keys: handedOver, foreignKeyIds: [] });
    expect(knownKeyIds(record, userName)).toEqual(['AKIAODDNAME']);
    expect(idsOf(disclosed, userName)).toEqual([]);
  });

  test('keeps its keys when the record is stored and read', () => {
    const record = recordIn('claimed', { keys: handedOver });
    expect(disclosedKeyIds(parseOnboarding(JSON.parse(JSON.stringify(record))))).toEqual(keys);
  });
});

test('a record of an earlier version, with the IDs of the keys, is read as keys that were handed over at its claim', () => {
  const ids = [{ userName: 'tutum', ids: ['AKIAOLD'] }];
  const stored = { ...recordIn('claimed'), keys: undefined, accessKeyIds: ids };
  expect(disclosedKeys(parseOnboarding(stored))).toEqual([
    {
      userName: 'tutum',
      id: 'AKIAOLD',
      state: 'handed_over',
      handedOverAt: Date.UTC(2026, 0, 2),
      rotateBy: Date.UTC(2026, 3, 2),
    },
  ]);
});
