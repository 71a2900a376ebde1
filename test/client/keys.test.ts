import { keyMediaTypes } from '../../client/keys.ts';
import { keyFormats } from '../../lib/http/keyFormats/index.ts';

test('the client knows every format of keys', () => {
  const ofService = Object.entries(keyFormats).map(([name, { mediaType }]) => [name, mediaType]);
  expect(Object.entries(keyMediaTypes).toSorted()).toEqual(ofService.toSorted());
});
