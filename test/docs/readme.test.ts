import { existsSync } from 'node:fs';
import * as z from 'zod';
import { mediaTypesOf } from '../../lib/http/keyFormats/index.ts';
import { onboardingSchema } from '../../lib/http/views/onboardingView.ts';
import { serverless } from '../infra/definition.ts';
import { blocksOf, page, rowsOf } from './markdown.ts';

const readme = page('README.md');

test('the README has each setting of the local stack, and its default', () => {
  const source = page('local/settings.ts');
  const settings = [...source.matchAll(/\(env, '(\w+)', (\d+)\)|env\['(\w+)'\] \?\? '([^']+)'/g)].map(
    ([, port, number, name, value]) => [port ?? name, number ?? value],
  );
  const named = [...source.matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, name]) => name);
  expect(new Set(settings.map(([name]) => name))).toEqual(
    new Set(named.filter((name) => !/^E[A-Z]+$/.test(name ?? ''))),
  );
  const listed = rowsOf(readme).filter(([name]) => /^`[A-Z_]+`$/.test(name ?? ''));
  expect(listed.map((cells) => cells.slice(0, 2).map((cell) => cell.replaceAll('`', ''))).toSorted()).toEqual(
    settings.toSorted(),
  );
});

test('the README names each media type that keys are answered in', () => {
  expect(mediaTypesOf().filter((type) => !readme.includes(`\`${type}\``))).toEqual([]);
});

test('each npm script that the README names exists', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(page('package.json')));
  const named = [...readme.matchAll(/npm run ([\w:-]+)|npm (start|test)\b/g)].map(
    ([, run, short]) => run ?? short ?? '',
  );
  expect(named).toEqual(expect.arrayContaining(['demo', 'test', 'start', 'check']));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('what the README calls the tests is what has to pass for every commit', () => {
  const command = blocksOf(readme, 'sh').find((block) => block.includes('npm test'));
  expect(page('.ci/run').split('\n')).toEqual(expect.arrayContaining(command?.trim().split(' && ') ?? ['no command']));
});

test('each file and function that the README has one invoke by hand exists', () => {
  const invoked = [...readme.matchAll(/invoke local -f (\w+) -p (\S+)/g)];
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
  // Made by running it.
  expect(places.filter((place) => place !== '.latchkey/' && !existsSync(place))).toEqual([]);
});

test('the answer that the README shows is an answer of today, its secret cut', () => {
  const [head = '', body = ''] = (blocksOf(readme, 'http')[0] ?? '').split('\n\n');
  const shown: unknown = JSON.parse(body);
  const onboarding = onboardingSchema.parse(shown);
  expect(onboarding).toEqual(shown);
  expect(head).toContain(`location: /v1/onboardings/${onboarding.id}`);
  expect(onboarding.credentials?.map(({ secretAccessKey }) => secretAccessKey)).toEqual([
    expect.stringMatching(/^.{4}…$/),
  ]);
});

describe('the layout', () => {
  const layout = readme.slice(readme.indexOf('## The layout of the code'), readme.indexOf('## Documentation'));
  const [table = '', walk = ''] = layout.split('To see how the parts work together');
  const rooms = z.record(z.string(), z.object({ holds: z.string() })).parse(JSON.parse(page('lib/rooms.json')));

  test('has one line for each room of lib, with what lib/rooms.json says of it', () => {
    const lines = rowsOf(table).filter(([place]) => /^`lib\/\w+\/`$/.test(place ?? ''));
    expect(lines).toEqual(Object.entries(rooms).map(([room, { holds }]) => [`\`lib/${room}/\``, holds]));
  });

  test('is followed by a walk through the main job that passes every room', () => {
    expect(Object.keys(rooms).filter((room) => !walk.includes(`lib/${room}/`))).toEqual([]);
  });
});
