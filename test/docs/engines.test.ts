import { subset } from 'semver';
import * as z from 'zod';
import { page } from './markdown.ts';

const engines = z.object({ node: z.string().optional() });
const { engines: supported } = z
  .object({ engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(page('package.json')));
const { packages } = z
  .object({
    // `co` and other old packages have a list, which npm ignores.
    packages: z.record(z.string(), z.object({ engines: z.union([engines, z.array(z.string())]).optional() })),
  })
  .parse(JSON.parse(page('package-lock.json')));

test('every version of Node that the project supports is supported by each package, so npm ci prints no warning', () => {
  const needs = Object.entries(packages).map(([name, each]) => ({
    name,
    node: Array.isArray(each.engines) ? '*' : (each.engines?.node ?? '*'),
  }));
  expect(needs.filter(({ node }) => node !== '*').length).toBeGreaterThan(100);
  expect(needs.filter(({ node }) => !subset(supported.node, node))).toEqual([]);
});

test('the lock file and the README name the versions of Node that package.json supports', () => {
  expect(packages['']?.engines).toEqual(supported);
  expect(supported.node).toBe('^22.18.0 || ^24.0.0 || >=26.0.0');
  expect(page('README.md')).toContain('Node 22 (from 22.18 on), 24 or 26');
});
