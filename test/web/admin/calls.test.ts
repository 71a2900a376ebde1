import { createLatchkeyClient } from '../../../client/index.ts';
import { runAction } from '../../../web/admin/calls.ts';

const [id, accessKeyId] = ['ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'AKIAIOSFODNN7EXAMPLE'];

test.each([
  { status: 200, says: /^AKIAIOSFODNN7EXAMPLE is replaced\. / },
  { status: 202, says: /^AKIAIOSFODNN7EXAMPLE is not replaced yet: / },
])(
  'the page says after a $status whether a key is replaced, also if the keys of an earlier request are sealed',
  async ({ status, says }) => {
    const body = { id, status: 'claimed', sealedUntil: '2027-01-01T00:00:00.000Z' };
    const fetch = () => Promise.resolve(Response.json(body, { status }));
    const client = createLatchkeyClient({ baseUrl: 'https://latchkey.example', token: 'token', fetch });
    expect(await runAction(client, { name: 'rotate', id, accessKeyId, userName: 'tutum' })).toMatch(says);
  },
);
