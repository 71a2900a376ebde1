import { csv } from '../../../../lib/http/keyFormats/csv.ts';
import { importCsv } from '../../../support/keyReaders.ts';
import { anna, ben, keyOf } from '../../../support/keySamples.ts';

test('has the format of the file that the IAM console offers for download', () => {
  expect(csv.write([anna], { profile: 'any' })).toBe(
    `User name,Access key ID,Secret access key\r\nanna,${anna.accessKeyId},${anna.secretAccessKey}\r\n`,
  );
});

test('can be imported by the rules of the AWS CLI, with a row for each user', () => {
  expect(importCsv(csv.write([anna, ben], { profile: 'any' }))).toEqual({
    anna: keyOf(anna),
    'ben.b_1+=@x-': keyOf(ben),
  });
});
