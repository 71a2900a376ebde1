import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

interface OldName {
  readonly old: RegExp;
  /** What to write instead. */
  readonly instead: string;
  /** The folders in which the name is refused. Default: all. */
  readonly folders?: readonly string[];
}

/** Matches these words in any case, alone or as a part of a name such as `noWordYet`, but not within another word. */
const word = (words: string) => {
  const capitals = words.replaceAll(/(^|\|)[a-z]/g, (start) => start.toUpperCase());
  return new RegExp(`(?<![A-Za-z])(?:${words})(?![a-z])|(?<![A-Z])(?:${capitals})(?![a-z])`);
};

const scenarios = ['test/faults', 'test/model'];

/** Names that had to be learned, and the standard terms that replaced them. */
const oldNames: readonly OldName[] = [
  { old: word('asides?'), instead: 'metadata' },
  { old: word('story|stories'), instead: 'auditAndEvents' },
  { old: word('houses?'), instead: 'testStack' },
  { old: word('park|parks|parked|unpark'), instead: 'postpone' },
  { old: word('worthWaiting'), instead: 'isRetryable' },
  { old: word('pauseBefore'), instead: 'retryDelayMs' },
  { old: word('takeOn'), instead: 'acquireLease' },
  { old: /\b(?:type|interface|class) (?:Run|Turn)\b/, instead: 'RunContext or Attempt', folders: ['lib', 'handlers'] },
  {
    old: /\b(?:backOut|giveWay|putBack|stand(?:ing)?Still|[rR]eenter|clearUp|(?<!\.)goBack)/,
    instead: 'a name that says what is rolled back or resumed',
  },
  { old: word('untold'), instead: 'undelivered' },
  { old: word('tellAfter'), instead: 'withEventDelivery' },
  { old: word('askToTell'), instead: 'enqueueDelivery' },
  { old: word('stillAt'), instead: 'unchangedCondition' },
  // `allSettled` is JavaScript's.
  { old: /(?<![A-Za-z])settled|(?<!all)Settled/, instead: 'idle, or what has ended' },
  { old: /\b(?:type|interface) Stay\b|\b(?:kind:|case) 'stay'/, instead: 'keep-status' },
  { old: word('ceilings?'), instead: 'permissionsBoundary' },
  { old: word('interruptions'), instead: 'controlFlowErrors' },
  { old: word('mustStillStand'), instead: 'assertAccessValid' },
  { old: word('saboteurs?'), instead: 'faultInjector' },
  { old: word('strikes?'), instead: 'inject' },
  { old: word('bystanders?'), instead: 'controlTenant' },
  { old: word('places'), instead: 'environments', folders: scenarios },
  { old: word('sites?'), instead: 'fixture', folders: scenarios },
  { old: word('scenes?'), instead: 'scenario', folders: scenarios },
  { old: /(?<!\bof )\b[cC]ourses?\b/, instead: 'run', folders: scenarios },
];

const isIn = (file: string, folder: string) => file.startsWith(`${folder.replaceAll('/', sep)}${sep}`);

/** Returns each old name in a text, with its line and the name to write instead. */
function oldNamesIn(file: string, text: string): readonly string[] {
  const refused = oldNames.filter(({ folders }) => folders === undefined || folders.some((each) => isIn(file, each)));
  return refused
    .filter(({ old }) => old.test(text))
    .flatMap(({ old, instead }) =>
      text.split('\n').flatMap((line, index) => {
        const [found] = old.exec(line) ?? [];
        return found === undefined ? [] : [`${file}:${String(index + 1)} says "${found}": write ${instead}`];
      }),
    );
}

const folders = 'authoring,bench,catalog,cli,client,docs,examples,handlers,infra,lib,local,scripts,test,web';
const files = globSync([`{${folders}}/**/*.{ts,cjs,md,yml}`, '*.{js,cjs,yml}', 'README.md']).filter(
  (file) => file !== join('test', 'docs', 'oldNames.test.ts') && !isIn(file, 'client/generated'),
);

test('no source file and no page has a name that had to be learned', () => {
  expect(files.length).toBeGreaterThan(1000);
  const found = files.flatMap((file) => [...oldNamesIn(file, file), ...oldNamesIn(file, readFileSync(file, 'utf8'))]);
  expect(found).toEqual([]);
});

test.each([
  ['lib/a.ts', 'const noCeiling = 1;', 'lib/a.ts:1 says "Ceiling": write permissionsBoundary'],
  ['lib/a.ts', '\n// Puts the work aside.', 'lib/a.ts:2 says "aside": write metadata'],
  ['test/a.ts', 'const house = 1;', 'test/a.ts:1 says "house": write testStack'],
  [
    join('test', 'model', 'a.ts'),
    'const places = 1;',
    `${join('test', 'model', 'a.ts')}:1 says "places": write environments`,
  ],
])('in %s, %j is found, and the message has the right name', (file, text, message) => {
  expect(oldNamesIn(file, text)).toEqual([message]);
});

test.each(['const history = 1;', 'await Promise.allSettled(all);', 'Math.ceil(1)', 'const places = 1;', 'spark'])(
  '%j has no old name',
  (text) => {
    expect(oldNamesIn('lib/a.ts', text)).toEqual([]);
  },
);
