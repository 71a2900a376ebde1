import { loadAwsNames } from '../../../../authoring/import/find/awsNames.ts';
import { readPolicy } from '../../../../authoring/import/policy/readPolicy.ts';
import { wholeFile } from '../../../../authoring/import/source/mappedText.ts';
import { readData } from '../../../../authoring/import/source/readData.ts';

test('a policy of which nothing is left is refused with the reason for each statement', async () => {
  const names = await loadAwsNames(['s3']);
  const Statement = [
    { Effect: 'Allow', Action: 's3:GetObjct', Resource: '*' },
    { Effect: 'Allow', Action: [], Resource: '*' },
  ];
  const document = readData(wholeFile(JSON.stringify({ Version: '2012-10-17', Statement })));
  expect(() => readPolicy(document, names)).toThrow(
    /^The policy has no statement that a user can have\. AWS has none of its actions: s3:GetObjct\. Its Action is empty\./,
  );
});
