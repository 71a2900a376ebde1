import { csv } from '../../../../lib/http/keyFormats/csv.ts';
import { importCsv } from '../../../support/keyReaders.ts';
import { anna, ben, keyOf } from '../../../support/keySamples.ts';

test('is what the console’s download button gives', () => {
  expect(csv.write([anna], { profile: 'any' })).toBe(
    `User name,Access key ID,Secret access key\r\nanna,${anna.accessKeyId},${anna.secretAccessKey}\r\n`,
  );
});

test('imports with the AWS CLI’s rules, a row for each user', () => {
  expect(importCsv(csv.write([anna, ben], { profile: 'any' }))).toEqual({
    anna: keyOf(anna),
    'ben.b_1+=@x-': keyOf(ben),
  });
});
