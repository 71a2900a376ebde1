import { removalScript } from '../../../lib/record/removalScript.ts';
import { recordIn } from '../../support/records.ts';

const arn = (type: string, name: string) => `arn:aws:iam::111122223333:${type}/latchkey/koding/qivthlmh/ob_1/${name}`;
const left = [
  { type: 'policy' as const, name: 'p', arn: arn('policy', 'p'), status: 'left' as const },
  { type: 'group' as const, name: 'g', arn: arn('group', 'g'), status: 'left' as const },
  { type: 'user' as const, name: 'u', arn: arn('user', 'u'), status: 'left' as const },
  { type: 'user' as const, name: 'gone', arn: arn('user', 'gone'), status: 'removed' as const },
];

test('the script deletes keys first, then users, groups and policies, and nothing that is removed already', () => {
  const script = removalScript(recordIn('needs_attention', { resources: left })) ?? '';
  expect(script.split('\n').map((line) => /aws iam (delete|detach|remove)[\w-]*/.exec(line)?.[0])).toEqual([
    'aws iam delete-access-key',
    'aws iam detach-user-policy',
    'aws iam delete-user-policy',
    'aws iam remove-user-from-group',
    'aws iam delete-user',
    'aws iam detach-group-policy',
    'aws iam delete-group',
    'aws iam delete-policy',
  ]);
  expect(script).toContain("--user-name 'u'");
  expect(script).not.toContain('gone');
});

test('an offboarding that accepted leftovers has a script; one that removed everything has none', () => {
  expect(removalScript(recordIn('offboarded', { resources: left }))).toContain("aws iam delete-user --user-name 'u'");
  expect(removalScript(recordIn('offboarded', { resources: left.slice(-1) }))).toBeUndefined();
});

test('an onboarding that works or can be offboarded has none', () => {
  const resources = left.map((each) => ({ ...each, status: 'made' as const }));
  for (const status of ['claimed', 'ready', 'provisioning'] as const)
    expect(removalScript(recordIn(status, { resources }))).toBeUndefined();
});
