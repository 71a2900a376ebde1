import { commandLineFor } from '../../support/commandLine.ts';

const onboarding = (id: string, status: string) => ({
  id,
  status,
  tenantId: 'acme',
  accountId: '111122223333',
  blueprint: 'tutum',
  updatedAt: '2026-01-01T00:00:00.000Z',
});
/** The pages of the list: the first one has only onboardings that have ended. */
const pages = [
  { onboardings: [onboarding('ob_1', 'offboarded'), onboarding('ob_2', 'expired')], cursor: 'second' },
  { onboardings: [onboarding('ob_3', 'offboarded'), onboarding('ob_4', 'failed')], cursor: 'third' },
  { onboardings: [onboarding('ob_5', 'claimed')], cursor: null },
];

/** Returns the IDs that the command prints, and what it says besides. */
async function listed(words: string) {
  const { stdout, stderr } = await commandLineFor().latchkey(words, {
    fetch: (request) => {
      const { searchParams } = new URL(request.url);
      const cursor = searchParams.get('cursor');
      return Promise.resolve(Response.json(pages[['second', 'third'].indexOf(cursor ?? '') + 1]));
    },
  });
  return { ids: stdout.match(/ob_\d/g) ?? [], stderr };
}

test.each([
  { words: 'list --tenant acme', ids: ['ob_1', 'ob_2'] },
  { words: 'list --tenant acme --current', ids: ['ob_4'] },
  { words: 'list --tenant acme --all', ids: ['ob_1', 'ob_2', 'ob_3', 'ob_4', 'ob_5'] },
  { words: 'list --tenant acme --all --current', ids: ['ob_4', 'ob_5'] },
])('$words shows $ids', async ({ words, ids }) => {
  expect((await listed(words)).ids).toEqual(ids);
});

test('a list without those that have ended names the next page after the last one that was read', async () => {
  expect((await listed('list --tenant acme --current')).stderr).toContain('--cursor third');
});
