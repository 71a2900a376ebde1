import { readdirSync } from 'node:fs';
import { readConfig } from '../../lib/gateways/config/config.ts';
import { localEnvironment } from '../../local/environment.ts';
import { serverless } from '../infra/definition.ts';
import { page, rowsOf } from './markdown.ts';

const configuration = page('docs/configuration.md');
const settingsIn = (text: string) => [...new Set(text.match(/\bLATCHKEY_[A-Z_]+\b/g))].toSorted();

/** By setting: its default, the deployed value and the value of the local stack. */
const described = Object.fromEntries(
  rowsOf(configuration).flatMap(([name = '', , ...values]) =>
    name.startsWith('`') ? [[name.replaceAll('`', ''), values.map((value) => value.replaceAll('`', ''))]] : [],
  ),
);
const times = Object.keys(described).filter((name) => name.endsWith('_MS'));

test('the page lists each setting that the configuration reads, and no other', () => {
  const folder = 'lib/gateways/config';
  const code = readdirSync(folder)
    .map((file) => page(`${folder}/${file}`))
    .join('');
  expect(settingsIn(configuration)).toEqual(settingsIn(code));
  expect(Object.keys(described).toSorted()).toEqual(settingsIn(configuration));
});

test('the page gives the default, the deployed value and the local value of each time in milliseconds', () => {
  const local = localEnvironment('http://127.0.0.1:1', 'token', {});
  const config = readConfig({
    ...local,
    ...Object.fromEntries(times.map((name) => [name, undefined])),
  });
  const defaults: Readonly<Record<string, number>> = {
    LATCHKEY_LEASE_MS: config.leaseMs,
    LATCHKEY_REQUEST_TIMEOUT_MS: config.requestTimeoutMs,
    LATCHKEY_MARGIN_MS: config.marginMs,
    LATCHKEY_REQUEST_BUDGET_MS: config.requestBudgetMs,
    LATCHKEY_SESSION_LAG_MS: config.sessionLagMs,
    LATCHKEY_ROLE_LAG_MS: config.roleLagMs,
    LATCHKEY_ENTITY_LAG_MS: config.entityLagMs,
    LATCHKEY_BOUNDARY_LAG_MS: config.boundaryLagMs,
    LATCHKEY_LOST_ACCESS_MS: config.lostAccessMs,
    LATCHKEY_WEBHOOK_TIMEOUT_MS: config.webhooks.timeoutMs,
  };
  expect(times.toSorted()).toEqual(Object.keys(defaults).toSorted());
  for (const name of times) {
    const deployed = serverless.provider.environment[name];
    expect([name, described[name]]).toEqual([name, [String(defaults[name]), deployed, local[name]]]);
  }
});

test('a missing setting that has no default stops the start, and the error names it', () => {
  const complete = localEnvironment('http://127.0.0.1:1', 'token', {});
  const required = Object.entries(described).flatMap(([name, [otherwise]]) => (otherwise === '–' ? [name] : []));
  expect(required.length).toBeGreaterThan(5);
  for (const name of required)
    expect(() => readConfig({ ...complete, [name]: undefined })).toThrow(`${name} is not set.`);
});

test('the page marks each setting as required that a deploy needs', () => {
  const required = Object.entries(described).flatMap(([name, [, deployed]]) =>
    deployed?.endsWith(', required') === true ? [name] : [],
  );
  expect(required).toEqual(['LATCHKEY_NAMESPACE', 'LATCHKEY_VENDOR_NAME', 'LATCHKEY_API_TOKEN_HASHES']);
});
