import { apiRegion } from '../../../cli/signing/apiRegion.ts';

const at = (host: string, region?: string) =>
  apiRegion({ url: `https://${host}/base`, auth: { kind: 'sigv4', region }, source: 'LATCHKEY_URL' });

test.each([
  ['a1b2c3.execute-api.us-east-1.amazonaws.com', undefined, 'us-east-1'],
  ['a1b2c3.execute-api.cn-north-1.amazonaws.com.cn', undefined, 'cn-north-1'],
  ['a1b2c3.execute-api.us-gov-west-1.amazonaws.com', undefined, 'us-gov-west-1'],
  ['a1b2c3.execute-api.eu-west-1.api.aws', undefined, 'eu-west-1'],
  ['latchkey.example.com', 'eu-west-2', 'eu-west-2'],
  ['a1b2c3.execute-api.us-east-1.amazonaws.com', 'eu-west-2', 'eu-west-2'],
])('requests to %s, with the setting %s, are signed for %s', (host, setting, region) => {
  expect(at(host, setting)).toBe(region);
});

test.each(['latchkey.example.com', 'a.execute-api.us-east-1.amazonaws.com.example.com', '127.0.0.1'])(
  'for %s, the region must be set',
  (host) => {
    expect(() => at(host)).toThrow(/LATCHKEY_REGION/);
  },
);
