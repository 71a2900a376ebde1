import { chooseEncoding } from '../../../../lib/http/web/chooseEncoding.ts';

test.each([
  // What browsers send.
  { header: 'gzip, deflate, br, zstd', chosen: 'br' },
  { header: 'gzip, deflate', chosen: 'gzip' },
  { header: 'GZIP', chosen: 'gzip' },
  { header: 'br;q=0.5, gzip;q=0.9', chosen: 'gzip' },
  { header: 'br;q=0.9,gzip;q=0.9', chosen: 'br' },
  { header: 'br ; q=0.001', chosen: 'br' },
  { header: 'br;q=0, gzip', chosen: 'gzip' },
  { header: 'br;q=0, gzip;q=0.000', chosen: 'identity' },
  { header: '*', chosen: 'br' },
  { header: '*, br;q=0', chosen: 'gzip' },
  { header: 'gzip;q=0.2, *;q=0.1', chosen: 'gzip' },
  { header: 'identity, gzip;q=0.5', chosen: 'identity' },
  { header: 'identity;q=0.5, gzip;q=0.5', chosen: 'gzip' },
  { header: 'identity', chosen: 'identity' },
  { header: 'deflate, zstd', chosen: 'identity' },
  { header: '', chosen: 'identity' },
  { header: undefined, chosen: 'identity' },
  // Nothing that is kept is acceptable.
  { header: 'identity;q=0', chosen: 'identity' },
  // A coding that is not valid counts as none.
  { header: 'br;q=2, gzip', chosen: 'gzip' },
  { header: 'br gzip', chosen: 'identity' },
])('for Accept-Encoding: $header, $chosen is chosen', ({ header, chosen }) => {
  expect(chooseEncoding(header)).toBe(chosen);
});
