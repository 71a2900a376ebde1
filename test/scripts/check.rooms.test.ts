import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const roomsSchema = z.record(
  z.string(),
  z.object({ mayImport: z.array(z.string()), publicFiles: z.array(z.string()) }),
);
type Rooms = z.infer<typeof roomsSchema>;
interface Import {
  readonly from: string;
  readonly to: string;
}

const sources = globSync([
  '{authoring,bench,catalog,cli,client,examples,handlers,infra,lib,local,scripts,web}/**/*.{ts,cjs}',
  '*.{js,cjs}',
]);
// Tests are left out: they may import every file.
const imports: readonly Import[] = sources.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(/(?:from|import|import\()\s*'(\.{1,2}\/[^']+)'/g)].map(([, path = '']) => ({
    from,
    to: join(dirname(from), path),
  })),
);

/** Returns what a file with rooms says without need: permissions, and public files, that no import uses. */
function unneeded(folder: string, rooms: Rooms, all: readonly Import[]): readonly string[] {
  const isIn = (path: string, room: string) => path.startsWith(`${join(folder, room)}/`);
  return Object.entries(rooms).flatMap(([room, { mayImport, publicFiles }]) => [
    ...mayImport
      .filter((other) => !all.some(({ from, to }) => isIn(from, room) && isIn(to, other)))
      .map((other) => `${room} imports nothing of ${other}`),
    ...publicFiles
      .filter((file) => !all.some(({ from, to }) => to === `${join(folder, room, file)}.ts` && !isIn(from, room)))
      .map((file) => `nothing outside ${room} imports ${file}`),
  ]);
}

/** Returns the rooms that may import themselves through others. */
function inCycle(rooms: Rooms): readonly string[] {
  const reachable = (room: string, known: ReadonlySet<string> = new Set()): ReadonlySet<string> =>
    (rooms[room]?.mayImport ?? []).reduce(
      (found, other) => (found.has(other) ? found : reachable(other, new Set([...found, other]))),
      known,
    );
  return Object.keys(rooms).filter((room) => reachable(room).has(room));
}

describe.each(['lib', 'authoring'])('the rooms of %s', (folder) => {
  const rooms = roomsSchema.parse(JSON.parse(readFileSync(join(folder, 'rooms.json'), 'utf8')));

  test('may import each other in one direction only', () => {
    expect(inCycle(rooms)).toEqual([]);
  });

  test('have no permission and no public file that no import uses', () => {
    expect(unneeded(folder, rooms, imports)).toEqual([]);
  });
});

test('a cycle of rooms is found', () => {
  const room = (...mayImport: string[]) => ({ mayImport, publicFiles: [] });
  expect(inCycle({ a: room('b'), b: room('c'), c: room('a'), d: room('a') })).toEqual(['a', 'b', 'c']);
});

test('a permission and a public file without use are found', () => {
  const rooms = {
    a: { mayImport: [], publicFiles: ['used', 'inner'] },
    b: { mayImport: ['a', 'c'], publicFiles: [] },
    c: { mayImport: [], publicFiles: [] },
  };
  const some = [
    { from: 'lib/b/x.ts', to: 'lib/a/used.ts' },
    { from: 'lib/a/used.ts', to: 'lib/a/inner.ts' },
  ];
  expect(unneeded('lib', rooms, some)).toEqual(['nothing outside a imports inner', 'b imports nothing of c']);
});
