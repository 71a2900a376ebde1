import { resolveIntrinsics } from '../../../../authoring/import/cloudFormation/intrinsics.ts';
import { wholeFile } from '../../../../authoring/import/source/mappedText.ts';
import { readData } from '../../../../authoring/import/source/readData.ts';
import { SourceError } from '../../../../authoring/import/source/sourceError.ts';
import { asWritten, itemsOf, valueOf } from '../../../../authoring/import/source/sourceValue.ts';

const resolved = (yaml: string, conditions = {}) =>
  itemsOf(valueOf(resolveIntrinsics(readData(wholeFile(`value: ${yaml}`)), conditions), 'value')).map((item) =>
    item.kind === 'text' ? asWritten(item) : item.kind,
  );

test.each([
  ['!Ref Bucket', '${Bucket}'],
  ['{ "Ref": "AWS::AccountId" }', '${AWS::AccountId}'],
  ['!GetAtt Queue.Arn', '${Queue.Arn}'],
  ['{ "Fn::GetAtt": [Queue, Arn] }', '${Queue.Arn}'],
  [
    "!Sub 'arn:${AWS::Partition}:s3:::${Bucket}/${!aws:username}'",
    'arn:${AWS::Partition}:s3:::${Bucket}/${aws:username}',
  ],
  ["!Sub ['${Name}-x', { Name: !Ref Bucket }]", '${Bucket}-x'],
  ["!Join ['', ['arn:aws:s3:::', !Ref Bucket, '/*']]", 'arn:aws:s3:::${Bucket}/*'],
  ['!ImportValue shared-bucket', '${ImportValue shared-bucket}'],
])('%s is %s', (yaml, text) => {
  expect(resolved(yaml)).toEqual([text]);
});

test('Fn::If takes the branch that the person says, and asks without', () => {
  const yaml = "[!If [Encrypted, 'kms:Decrypt', !Ref AWS::NoValue], 's3:GetObject']";
  expect(resolved(yaml, { Encrypted: true })).toEqual(['kms:Decrypt', 's3:GetObject']);
  expect(resolved(yaml, { Encrypted: false })).toEqual(['s3:GetObject']);
  expect(() => resolved(yaml)).toThrow(
    new SourceError('The policy depends on the condition Encrypted of the template.', ''),
  );
});
