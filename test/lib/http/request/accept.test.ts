import { mediaTypesOf } from '../../../../lib/http/keyFormats/index.ts';
import { readForm } from '../../../../lib/http/request/accept.ts';
import { problemOf } from '../../../support/problemOf.ts';

test.each([
  { accept: undefined, form: 'json' },
  { accept: '', form: 'json' },
  { accept: '*/*', form: 'json' },
  { accept: 'application/*', form: 'json' },
  { accept: 'application/json', form: 'json' },
  { accept: 'text/csv', form: 'csv' },
  { accept: 'TEXT/CSV; charset=utf-8; header=present', form: 'csv' },
  { accept: 'text/x-shellscript', form: 'shell' },
  { accept: 'text/x-ini', form: 'ini' },
  { accept: 'text/*', form: 'csv' },
  // By quality, whatever the order.
  { accept: 'application/json;q=0.5, text/x-ini', form: 'ini' },
  { accept: 'text/csv;q=0.2,text/x-ini;q=0.8,application/json;q=0.799', form: 'ini' },
  { accept: 'text/csv;q=0.001', form: 'csv' },
  // Of equals: what is asked for by name, then what is named first.
  { accept: '*/*, text/csv', form: 'csv' },
  { accept: 'text/*, text/x-ini', form: 'ini' },
  { accept: 'text/x-ini, text/csv', form: 'ini' },
  { accept: 'text/csv, application/json', form: 'csv' },
  // The most specific range decides about a type.
  { accept: 'text/csv;q=0, text/*', form: 'shell' },
  { accept: 'text/csv;q=0.1, */*', form: 'json' },
  { accept: 'application/json;q=0, */*', form: 'csv' },
  { accept: 'text/csv, application/problem+json', form: 'csv' },
  { accept: 'application/problem+json, text/csv', form: 'csv' },
  { accept: 'application/problem+json', form: 'json' },
  // What is no media range is passed over.
  { accept: 'csv, text/x-ini', form: 'ini' },
  { accept: 'text/csv;q=high, text/x-ini;q=0.1', form: 'ini' },
  { accept: 'text/csv;q=2, application/json', form: 'json' },
  { accept: ',,text/csv,', form: 'csv' },
])('Accept: $accept is answered as $form', ({ accept, form }) => {
  expect(readForm(accept)).toBe(form);
});

test.each([
  'application/xml',
  'text/plain',
  'text/html, image/*',
  'application/json;q=0',
  '*/*;q=0',
  'text/csv;q=0, application/json;q=0.000',
  'json',
  '*',
  '*/json',
  'application/json;q=0, application/problem+json',
])('Accept: %s is 406 with what there is', (accept) => {
  const { slug, detail } = problemOf(() => readForm(accept));
  expect(slug).toBe('not-acceptable');
  for (const type of ['application/json', ...mediaTypesOf()]) {
    expect(detail).toContain(type);
  }
});
