/** What a Terraform configuration needs to create a stack. */
export interface TerraformStack {
  readonly name: string;
  readonly templateUrl: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly accountId: string;
  /** Where the launch link creates the stack. */
  readonly region: string;
}

/**
 * Returns a Terraform configuration (HCL) that creates the stack: one `aws_cloudformation_stack` resource. The provider
 * `aws` decides about the account and the region, so a comment says which ones. The stack itself refuses another account.
 */
export function terraformConfiguration({ name, templateUrl, parameters, accountId, region }: TerraformStack): string {
  const names = Object.keys(parameters);
  const width = Math.max(...names.map(({ length }) => length));
  return [
    `# Apply this in the AWS account ${accountId} and the region ${region}.`,
    `resource "aws_cloudformation_stack" ${hclString(name)} {`,
    `  name         = ${hclString(name)}`,
    `  template_url = ${hclString(templateUrl)}`,
    '  capabilities = ["CAPABILITY_NAMED_IAM"]',
    '',
    '  parameters = {',
    ...Object.entries(parameters).map(([key, value]) => `    ${key.padEnd(width)} = ${hclString(value)}`),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Characters with a meaning in a quoted string of HCL, and those that cannot be in one. */
const special = /["\\]|[$%](?=\{)|[\p{Cc}\u2028\u2029]/gu;

/**
 * Returns a text as a quoted string of HCL, without interpolation: `${` and `%{` begin a template sequence unless their
 * first character is doubled (HCL Native Syntax Specification, "Template Expressions" and "Template Literals").
 */
export function hclString(text: string): string {
  const escaped = text.replaceAll(special, (character) => {
    if (character === '$' || character === '%') return `${character}${character}`;
    if (character === '"' || character === '\\') return `\\${character}`;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
