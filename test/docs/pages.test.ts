import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { problems } from '../../lib/core/errors.ts';
import { anchorsOf, headingsOf, linksOf, namesOf, page } from './markdown.ts';

const decisions = readdirSync('docs/adr').toSorted();
const docs = readdirSync('docs').filter((file) => file.endsWith('.md'));
const problemPages = readdirSync('docs/problems').toSorted();
const pages = [
  'README.md',
  'CHANGELOG.md',
  'events/README.md',
  'client/README.md',
  'examples/vendor-backend/README.md',
  ...docs.map((file) => join('docs', file)),
  ...decisions.map((file) => join('docs/adr', file)),
  ...problemPages.map((file) => join('docs/problems', file)),
];

test.each(pages)('each link in %s leads to an existing file', (file) => {
  expect(linksOf(page(file)).filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
});

test.each(pages)('each link in %s to a part of a page leads to a heading', (file) => {
  const dead = anchorsOf(page(file)).filter(([target, anchor]) => {
    const path = target === '' ? file : join(dirname(file), target);
    return path.endsWith('.md') && !headingsOf(page(path)).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test('each problem type has a page, to which the table of problems links, and there is no other page', () => {
  const expected = Object.keys(problems).map((slug) => `${slug}.md`);
  expect(problemPages).toEqual(expected.toSorted());
  expect(linksOf(page('docs/problems.md')).filter((link) => link.startsWith('problems/'))).toEqual(
    expected.map((file) => `problems/${file}`),
  );
});

test.each(pages)('each source file that %s names exists', (file) => {
  const named = [
    ...page(file).matchAll(
      /`((?:handlers|lib|catalog|client|examples|infra|local|scripts|test|events)\/[\w./-]+\.\w+)`/g,
    ),
  ];
  expect(named.map(([, name]) => name ?? '').filter((name) => !existsSync(name))).toEqual([]);
});

test('decisions are numbered without a gap, and each has the parts Context, Choice and Given up', () => {
  expect(decisions.map((file) => Number(file.slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1));
  for (const [index, file] of decisions.entries()) {
    const text = page(join('docs/adr', file));
    expect(text).toMatch(
      new RegExp(
        `^# ${String(index + 1)}\\. .+\\n\\n(?:\\*\\*Status\\.\\*\\* [^*]+\\n\\n)?\\*\\*Context\\.\\*\\* [^]+\\*\\*Choice\\.\\*\\* [^]+\\*\\*Given up\\.\\*\\* `,
      ),
    );
  }
});

test('the table of events/README.md has each file of events/, and nothing else', () => {
  const files = readdirSync('events').filter((file) => file.endsWith('.json'));
  const listed = [...page('events/README.md').matchAll(/^\| `([\w-]+\.json)`/gm)].map(([, file]) => file);
  expect(listed.toSorted()).toEqual(files.toSorted());
});

test('the changelog begins with the unreleased changes', () => {
  expect(page('CHANGELOG.md')).toMatch(/^# Changelog\n[^#]+## \[Unreleased\]\n\n### Added\n\n- /);
});

test('the sandbox page names each command of the sandbox', () => {
  const commands = [...page('local/aws/control.ts').matchAll(/case '(\w+) ([\w-]+)':/g)].map(
    ([, method, path]) => `${String(method)} /_sandbox/${String(path)}`,
  );
  expect(commands.length).toBeGreaterThan(5);
  const listed = namesOf(page('docs/sandbox.md')).filter((name) => name.includes('/_sandbox/'));
  expect(listed.toSorted()).toEqual(commands.toSorted());
});
