import { catalog } from '../../../catalog/index.ts';
import { describeAccess } from '../../../lib/access/access.ts';
import { hclString, terraformConfiguration } from '../../../lib/access/terraform.ts';
import { boundaryValues } from '../../../lib/blueprints/permissionsBoundary.ts';
import { partitionNames } from '../../../lib/core/partitions.ts';
import { requiredParameters } from '../../../local/requiredParameters.ts';
import { readLaunchLink } from '../../../local/cloudformation/link.ts';
import { hclValue, readTerraform } from '../../support/hcl.ts';
import { settings } from '../../support/launchedStack.ts';

const where = { tenantId: 'acme', accountId: '111122223333', externalId: 'x'.repeat(32), boundaries: {} };

describe.each(partitionNames)('in %s', (partition) => {
  test.each(catalog)('the configuration of $name creates the stack of the launch link', (blueprint) => {
    const values = boundaryValues(blueprint, requiredParameters(blueprint, 2));
    const access = describeAccess({ ...settings, partition }, blueprint, where, values);
    const link = readLaunchLink(access.launchUrl);
    const { comments, labels, attributes, parameters } = readTerraform(access.terraform);
    expect(labels).toEqual(['aws_cloudformation_stack', link.stackName]);
    expect(attributes).toEqual({
      name: link.stackName,
      template_url: access.templateUrl,
      capabilities: 'CAPABILITY_NAMED_IAM',
    });
    expect(parameters).toEqual(Object.fromEntries(link.parameters));
    for (const said of [where.accountId, access.launchRegion]) expect(comments).toContain(said);
  });
});

test.each([
  'plain-text_1.0',
  'say "hello"',
  String.raw`C:\new\"`,
  'two\nlines\r\n\t',
  '${file("/etc/passwd")}',
  '%{ if true }x%{ endif }',
  '$${doubled} %%{doubled} $$${three',
  '$ % {} $',
  'null \u0000 and line separators \u2028\u2029',
  'Zoë 語 \u{1F511}',
])('the string %j keeps its value and has no template sequence', (text) => {
  expect(hclValue(hclString(text))).toBe(text);
});

test('hostile values stay within their strings', () => {
  const hostile = '"\n}\nresource "aws_iam_user" "x" {\n  name = "${path.root}';
  const text = terraformConfiguration({
    name: 'latchkey',
    templateUrl: hostile,
    parameters: { TenantName: hostile },
    accountId: where.accountId,
    region: 'us-east-1',
  });
  const { labels, attributes, parameters } = readTerraform(text);
  expect([labels.length, attributes['template_url'], parameters]).toEqual([2, hostile, { TenantName: hostile }]);
});
