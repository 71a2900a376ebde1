import { existsSync, readdirSync } from 'node:fs';
import * as z from 'zod';
import { mediaTypesOf } from '../../lib/http/keyFormats/index.ts';
import { routeKey, routes } from '../../lib/http/routes.ts';
import { localDefaults } from '../../local/defaults.ts';
import { onboardingSchema } from '../../lib/http/views/onboardingView.ts';
import { serverless } from '../infra/definition.ts';
import { blocksOf, page, rowsOf } from './markdown.ts';

const readme = page('README.md');
const api = page('docs/api.md');
const runningLocally = page('docs/running-locally.md');

test('docs/running-locally.md lists each setting of the local stack with its default', () => {
  const source = Object.entries(localDefaults).reduce(
    (text, [name, value]) =>
      text.replaceAll(`localDefaults.${name}`, typeof value === 'number' ? String(value) : `'${value}'`),
    page('local/settings.ts'),
  );
  const settings = [...source.matchAll(/\(env, '(\w+)', (\d+)\)|env\['(\w+)'\] \?\? '([^']+)'/g)].map(
    ([, port, number, name, value]) => [port ?? name, number ?? value],
  );
  const named = [...source.matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, name]) => name);
  expect(new Set(settings.map(([name]) => name))).toEqual(
    new Set(named.filter((name) => !/^E[A-Z]+$/.test(name ?? ''))),
  );
  const listed = rowsOf(runningLocally).filter(([name]) => /^`[A-Z_]+`$/.test(name ?? ''));
  expect(listed.map((cells) => cells.slice(0, 2).map((cell) => cell.replaceAll('`', ''))).toSorted()).toEqual(
    settings.toSorted(),
  );
});

test('docs/api.md names each media type in which keys are returned', () => {
  expect(mediaTypesOf().filter((type) => !api.includes(`\`${type}\``))).toEqual([]);
});

test('each npm script that the README and docs/running-locally.md name exists', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(page('package.json')));
  const named = [...`${readme}${runningLocally}`.matchAll(/npm run ([\w:-]+)|npm (start|test)\b/g)].map(
    ([, run, short]) => run ?? short ?? '',
  );
  expect(named).toEqual(expect.arrayContaining(['demo', 'test', 'start', 'check']));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('CI runs each command that the README lists as a test', () => {
  const command = blocksOf(readme, 'sh').find((block) => block.includes('npm test'));
  expect(page('.ci/run').split('\n')).toEqual(expect.arrayContaining(command?.trim().split(' && ') ?? ['no command']));
});

test('each file and function in the commands of docs/running-locally.md exists', () => {
  const invoked = [...runningLocally.matchAll(/invoke local -f (\w+) -p (\S+)/g)];
  expect(invoked).toHaveLength(1);
  for (const [, name, file] of invoked) {
    expect(serverless.functions).toHaveProperty([name ?? '']);
    expect(existsSync(file ?? '')).toBe(true);
  }
});

test('each file and folder that the README names exists', () => {
  const isMediaType = (place: string) => place.startsWith('text/') || place.startsWith('application/');
  const places = [...readme.matchAll(/`((?:[\w.]+\/)+[\w.]*|[\w.]+\.yml)`/g)]
    .map(([, place]) => place ?? '')
    .filter((place) => !isMediaType(place));
  expect(places.length).toBeGreaterThan(12);
  // This one is created when the stack runs.
  expect(places.filter((place) => place !== '.latchkey/' && !existsSync(place))).toEqual([]);
});

test('the example answer in docs/api.md matches the API’s schema, and its secret is shortened', () => {
  const [head = '', body = ''] = (blocksOf(api, 'http')[0] ?? '').split('\n\n');
  const shown: unknown = JSON.parse(body);
  const onboarding = onboardingSchema.parse(shown);
  expect(onboarding).toEqual(shown);
  expect(head).toContain(`location: /v1/onboardings/${onboarding.id}`);
  expect(onboarding.credentials?.map(({ secretAccessKey }) => secretAccessKey)).toEqual([
    expect.stringMatching(/^.{4}…$/),
  ]);
});

describe('the table of calls in the README', () => {
  const section = readme.slice(readme.indexOf('## The API'), readme.indexOf('## The blueprints'));
  const rows = rowsOf(section).slice(1);
  const routeOf = (call: string) => Object.values(routes).find((route) => `\`${routeKey(route)}\`` === call);

  test('has calls of the API only, each once', () => {
    const calls = rows.map(([call = '']) => call);
    expect(calls.length).toBeGreaterThan(5);
    expect(calls.filter((call) => routeOf(call) === undefined)).toEqual([]);
    expect(new Set(calls).size).toBe(calls.length);
  });

  test.each(rows)('%s: says that keys are returned, or resources removed, exactly if the route does so', (...cells) => {
    const [call = '', does = ''] = cells;
    const route = routeOf(call);
    expect(/\breturns (?:the|a new) keys?\b/.test(does)).toBe(route?.givesKeys === true);
    expect(/\bremoves\b/.test(does)).toBe(route?.method === 'DELETE');
  });
});

describe('the layout in the README', () => {
  const layout = readme.slice(readme.indexOf('## The layout of the code'), readme.indexOf('## Documentation'));
  const [table = '', description = ''] = layout.split('To see how the parts work together');
  const rooms = z.record(z.string(), z.object({ holds: z.string() })).parse(JSON.parse(page('lib/rooms.json')));

  test('has one line for each room of lib, with its description in lib/rooms.json', () => {
    const lines = rowsOf(table).filter(([place]) => /^`lib\/\w+\/`$/.test(place ?? ''));
    expect(lines).toEqual(Object.entries(rooms).map(([room, { holds }]) => [`\`lib/${room}/\``, holds]));
  });

  test('has a room that every other one uses, of at most 10 files, so that few changes touch it', () => {
    expect(readdirSync('lib/core').length).toBeLessThanOrEqual(10);
  });

  test('names the functions that may call STS, as infra/roles.yml does', () => {
    const roles = page('infra/roles.yml').split(/^ {2}\w+Role:$/m);
    const assuming = roles.filter((role) => role.includes('Action: [sts:AssumeRole]'));
    const functions = assuming.flatMap((role) => /RoleName: .*-(\w+)'/.exec(role)?.[1] ?? []);
    const sentence = /Only ten functions call STS and IAM:([^.]*)\./.exec(description)?.[1] ?? '';
    const named = [...sentence.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(functions.toSorted());
  });

  test('is followed by a description of a create that names every room', () => {
    expect(Object.keys(rooms).filter((room) => !description.includes(`lib/${room}/`))).toEqual([]);
  });
});
