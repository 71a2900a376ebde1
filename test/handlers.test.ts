import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract, routeNames } from '../lib/http/contract.ts';
import { routeKey, routes } from '../lib/http/routes.ts';

const handlers = readdirSync('handlers').map((file) => ({
  file,
  text: readFileSync(join('handlers', file), 'utf8'),
}));

test.each(handlers)('$file has at most 40 lines: it parses, calls lib/ once and answers', ({ text }) => {
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});

test.each(Object.entries(routes))('the handler of %s serves its own route, and says which that is', (name, route) => {
  const text = handlers.find(({ file }) => file === `${name}.ts`)?.text ?? '';
  expect([...text.matchAll(/\bapi(?:<(?:'\w+'|never)>)?\(service, routes\.(\w+)/g)].map(([, named]) => named)).toEqual([
    name,
  ]);
  expect(text).toContain(`/** ${routeKey(route)}: `);
});

const requestFile = readFileSync('lib/http/createRequest.ts', 'utf8');

test.each([
  ['keyed', 'isIdempotent'],
  ['isAsynchronous', 'canRespondAsync'],
] as const)('the handlers that use `%s` of the request are those of the routes with `%s`', (used, declared) => {
  const users = handlers.flatMap(({ file, text }) => {
    const read = text.includes('readCreate(') ? text + requestFile : text;
    return new RegExp(`\\b${used}\\b`).test(read) ? [file] : [];
  });
  const wanted = routeNames.flatMap((name) => (contract[name][declared] === true ? [`${name}.ts`] : []));
  expect(users.toSorted()).toEqual(wanted.toSorted());
});
