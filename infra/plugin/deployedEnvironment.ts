import type { CompiledResource, TemplatesSettings } from './framework.ts';
import { templatesUrl } from './templatesPlace.ts';

/** Settings that only CloudFormation knows, because they depend on the account, partition and region of the deploy. */
const intrinsics = {
  LATCHKEY_VENDOR_ACCOUNT_ID: { Ref: 'AWS::AccountId' },
  LATCHKEY_PARTITION: { Ref: 'AWS::Partition' },
} as const;

/** Adds these settings to every function of a compiled template. In serverless.yml they would break `invoke local`. */
export function addIntrinsicSettings(
  resources: Readonly<Record<string, CompiledResource>>,
  templates: TemplatesSettings,
): void {
  const added = { ...intrinsics, LATCHKEY_TEMPLATES_URL: templatesUrl(templates) };
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type === 'AWS::Lambda::Function') Object.assign(Properties.Environment?.Variables ?? {}, added);
  }
}
