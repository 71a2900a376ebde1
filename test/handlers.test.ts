import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  expect([...text.matchAll(/\bapi\(service, routes\.(\w+)/g)].map(([, named]) => named)).toEqual([name]);
  expect(text).toContain(`/** ${routeKey(route)}: `);
});
