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

/**
 * Removes the settings that are empty from every function of a compiled template: to a function, an empty setting is none,
 * and Lambda counts it (environmentSize.ts).
 */
export function removeEmptySettings(resources: Readonly<Record<string, CompiledResource>>): void {
  for (const { Type, Properties } of Object.values(resources)) {
    const variables = Type === 'AWS::Lambda::Function' ? Properties.Environment?.Variables : undefined;
    for (const [name, value] of Object.entries(variables ?? {}))
      if (value === '') Reflect.deleteProperty(variables ?? {}, name);
  }
}
