import type { CompiledResource } from './framework.ts';

/** What only CloudFormation knows about the account, partition and region that a function is deployed to. */
const intrinsics = {
  LATCHKEY_VENDOR_ACCOUNT_ID: { Ref: 'AWS::AccountId' },
  LATCHKEY_PARTITION: { Ref: 'AWS::Partition' },
  LATCHKEY_TEMPLATES_URL: { 'Fn::Sub': 'https://${TemplatesBucket.RegionalDomainName}/templates' },
} as const;

/** Adds to every function of a compiled template the settings that serverless.yml cannot spell out. */
export function addIntrinsicSettings(resources: Readonly<Record<string, CompiledResource>>): void {
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type === 'AWS::Lambda::Function') Object.assign(Properties.Environment?.Variables ?? {}, intrinsics);
  }
}
