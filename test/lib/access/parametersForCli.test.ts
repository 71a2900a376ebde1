import { execFileSync } from 'node:child_process';
import { parametersForCli } from '../../../lib/access/parametersForCli.ts';

test('values without special characters are in the shorthand syntax', () => {
  expect(parametersForCli({ A: 'arn:aws:s3:::a', B: '1' })).toBe(
    'ParameterKey=A,ParameterValue=arn:aws:s3:::a ParameterKey=B,ParameterValue=1',
  );
});

test('a list, a space and a quotation mark are in JSON, which a shell passes on unchanged', () => {
  const values = { A: 'one,two', B: "data base's $(id) `id`" };
  const printed = execFileSync('sh', ['-c', `printf %s ${parametersForCli(values)}`], { encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual(
    Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  );
});
