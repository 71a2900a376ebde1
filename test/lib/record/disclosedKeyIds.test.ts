import { disclosedKeyIds, idsOf, knownKeyIds } from '../../../lib/record/disclosedKeyIds.ts';
import { parseOnboarding, statuses, type Status } from '../../../lib/record/onboarding.ts';
import { receiptOf } from '../../../lib/record/receipt.ts';
import { recordIn } from '../../support/records.ts';

const handedOut = [{ userName: 'tutum', ids: ['AKIAEXAMPLE'] }];

/** Whether a record in this status can name keys that were handed out. */
const namesKeys: Readonly<Record<Status, boolean>> = {
  awaiting_access: false,
  provisioning: false,
  ready: false,
  claiming: false,
  claimed: true,
  rolling_back: true,
  failed: false,
  needs_attention: true,
  expired: false,
  offboarding: true,
  offboarded: true,
};

test.each(statuses)('a record in %s names the keys that were handed out, where there can be any', (status) => {
  expect(disclosedKeyIds(recordIn(status))).toEqual(namesKeys[status] ? handedOut : []);
});

test('a record in a status that the switch does not know names no keys: it throws', () => {
  const record = Object.assign(recordIn('claimed'), { status: 'rotating' });
  expect(() => disclosedKeyIds(record)).toThrow(TypeError);
  expect(() => knownKeyIds(record, 'tutum')).toThrow(TypeError);
  expect(() => receiptOf(record)).toThrow(TypeError);
});

test("a user's known keys are those that were there before Latchkey's, and those that were handed out", () => {
  const record = recordIn('claimed', { foreignKeyIds: [{ userName: 'tutum', ids: ['AKIATHEIRS'] }] });
  expect(knownKeyIds(record, 'tutum')).toEqual(['AKIATHEIRS', 'AKIAEXAMPLE']);
  expect(knownKeyIds(record, 'ada')).toEqual([]);
});

describe.each(['constructor', '__proto__', 'toString'])('a user named %s', (userName) => {
  const keys = [{ userName, ids: ['AKIAODDNAME'] }];

  test('has its own keys, and no others', () => {
    const record = recordIn('claimed', { accessKeyIds: keys, foreignKeyIds: [] });
    expect(knownKeyIds(record, userName)).toEqual(['AKIAODDNAME']);
    expect(idsOf(handedOut, userName)).toEqual([]);
  });

  test('keeps them when the record is stored and read', () => {
    const record = recordIn('claimed', { accessKeyIds: keys });
    expect(disclosedKeyIds(parseOnboarding(JSON.parse(JSON.stringify(record))))).toEqual(keys);
  });
});

test('a record of an earlier version, whose keys are an object by user name, is read as a list', () => {
  const record = recordIn('claimed', { accessKeyIds: { tutum: ['AKIAEXAMPLE'] }, foreignKeyIds: { tutum: [] } });
  expect(disclosedKeyIds(record)).toEqual(handedOut);
  expect(record.foreignKeyIds).toEqual([{ userName: 'tutum', ids: [] }]);
});
