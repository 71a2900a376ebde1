import { readdirSync } from 'node:fs';
import { page, rowsOf } from './markdown.ts';

const described = page('docs/tenant-page.md');
const element = page('web/onboarding/latchkeyOnboarding.ts');
const styles = page('web/style/tokens.ts');
const sources = readdirSync('web', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => page(`web/${file}`))
  .join('\n');

/** Returns the rows of the table whose first column has this title: the name in the first cell, and the other cells. */
function table(title: string): ReadonlyMap<string, readonly string[]> {
  const rows = rowsOf(described);
  const start = rows.findIndex(([first]) => first === title);
  const after = rows.slice(start + 1);
  const end = after.findIndex(([first = '']) => !first.startsWith('`'));
  const own = end === -1 ? after : after.slice(0, end);
  return new Map(own.map(([name = '', ...cells]) => [name.replaceAll('`', ''), cells]));
}

/** Returns the text between two texts. Throws if they are not there: then this test reads something else than it says. */
function between(text: string, start: string, end: string): string {
  const [, rest] = text.split(start);
  if (rest === undefined || !rest.includes(end)) throw new Error(`no "${start}" before "${end}"`);
  return rest.split(end)[0] ?? '';
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

test('the table of events has each event that the element sends, with its details', () => {
  const declared = between(page('web/onboarding/events.ts'), 'interface OnboardingEvents {', '\n}');
  const events = [...declared.matchAll(/readonly (\w+): \{([^}]*)\}/g)].map(([, name = '', details = '']) => [
    name,
    all(details, /readonly (\w+):/g),
  ]);
  expect(events.length).toBeGreaterThan(0);
  const rows = [...table('event')].map(([name, cells]) => [name, all(cells.at(-1) ?? '', /`(\w+)`/g)]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(events));
});

test('the table of attributes has each attribute that the element reads', () => {
  const properties = between(element, 'properties = {', '\n  };');
  const read = [...all(properties, /(\w+): \{ type/g), ...all(styles, /:host\(\[(\w+)=/g)];
  expect([...table('attribute').keys()].toSorted()).toEqual([...new Set(read)].toSorted());
});

test('the table of CSS properties has each that a page can set, and the page names no other', () => {
  const used = [...new Set(all(sources, /(?:var\(|')(--latchkey-[a-z-]+)/g))].toSorted();
  expect(used.length).toBeGreaterThan(0);
  expect([...table('CSS property').keys()].toSorted()).toEqual(used);
  expect([...new Set(all(described, /(--latchkey-[a-z-]+)/g))].toSorted()).toEqual(used);
});

test('the message that asks for the events is the one that the frame knows', () => {
  const [asked] = all(described, /postMessage\('([\w-]+)'/g);
  expect(page('web/page/frameMessages.ts')).toContain(`hello = '${asked ?? 'nothing'}'`);
});
