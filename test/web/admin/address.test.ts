import { hashOf, queryOf, viewOf, viewOfSearch, type View } from '../../../web/admin/address.ts';

const id = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';

test.each<{ view: View; hash: string }>([
  { view: { name: 'list', filters: {} }, hash: '#/' },
  {
    view: { name: 'list', filters: { status: 'failed', tenantId: 'a&b=c' } },
    hash: '#/?status=failed&tenantId=a%26b%3Dc',
  },
  { view: { name: 'list', filters: { accountId: '111122223333' } }, hash: '#/?accountId=111122223333' },
  { view: { name: 'list', filters: { tenantId: 'acme', rotateWithin: 14 } }, hash: '#/?tenantId=acme&rotateWithin=14' },
  { view: { name: 'onboarding', id }, hash: `#/onboardings/${id}` },
  { view: { name: 'onboarding', id: 'a+b/../%' }, hash: '#/onboardings/a%2Bb%2F..%2F%25' },
  { view: { name: 'steps' }, hash: '#/steps' },
  { view: { name: 'stops' }, hash: '#/stops' },
  { view: { name: 'stops', scope: 'tenant:acme' }, hash: '#/stops?scope=tenant%3Aacme' },
])('the address $hash leads to the view that it was made for', ({ view, hash }) => {
  expect(hashOf(view)).toBe(hash);
  expect(viewOf(hash)).toEqual(view);
});

test.each([
  '',
  '#',
  '#/nothing',
  '#/?status=toString',
  '#/?status=done&tenantId=',
  '#/?rotateWithin=soon',
  '#/?rotateWithin=-1',
])('an address that names no view (%j) leads to the list of all', (hash) => {
  expect(viewOf(hash)).toEqual({ name: 'list', filters: {} });
});

test('an address that is encoded wrongly is no error', () => {
  expect(viewOf('#/onboardings/%E0%A4%A')).toMatchObject({ name: 'onboarding' });
});

test.each([
  { kind: 'tenant', text: ' acme ', view: { name: 'list', filters: { tenantId: 'acme' } } },
  { kind: 'account', text: '1111-2222-3333', view: { name: 'list', filters: { accountId: '111122223333' } } },
  { kind: 'onboarding', text: 'x', view: { name: 'onboarding', id: 'x' } },
  { kind: 'tenant', text: id, view: { name: 'onboarding', id } },
  { kind: 'account', text: '  ', view: undefined },
] as const)('a search for the $kind $text leads to $view', ({ kind, text, view }) => {
  expect(viewOfSearch(kind, text)).toEqual(view);
});

test('the keys to rotate within two weeks are asked for by a day, which is the same for each page of the list', () => {
  const filters = { tenantId: 'acme', rotateWithin: 14 };
  const midnight = Date.UTC(2026, 10, 29);
  const query = { tenantId: 'acme', rotateBefore: '2026-12-14' };
  expect(queryOf(filters, midnight)).toEqual(query);
  expect(queryOf(filters, midnight + 86_399_999)).toEqual(query);
  expect(queryOf({ status: 'failed' }, midnight)).toEqual({ status: 'failed' });
});
