import { proposeBlueprints, proposeProfiles } from '../completion/values.ts';
import type { CliContext } from '../context.ts';

/** The flags of every command that calls the API. */
export interface CommonFlags {
  readonly json?: boolean | undefined;
  readonly profile?: string | undefined;
}

export const commonFlags = {
  json: { kind: 'boolean', optional: true, withNegated: false, brief: "Print the API's answer as JSON" },
  profile: {
    kind: 'parsed',
    parse: String,
    optional: true,
    placeholder: 'NAME',
    brief: 'Use this profile of the command line (see latchkey configure)',
    proposeCompletions: proposeOwnProfiles,
  },
} as const;

/** The flags of a command about one blueprint in one account of a tenant. */
export interface TargetFlags {
  readonly tenant: string;
  readonly account: string;
  readonly blueprint: string;
  readonly parameter?: readonly string[] | undefined;
}

export const tenantFlag = { kind: 'parsed', parse: String, placeholder: 'ID', brief: 'ID of the tenant' } as const;
export const accountFlag = {
  kind: 'parsed',
  parse: readAccount,
  placeholder: 'ID',
  brief: 'AWS account of the tenant (12 digits)',
} as const;
const blueprintFlag = {
  kind: 'parsed',
  parse: String,
  placeholder: 'NAME',
  brief: 'Blueprint (see latchkey blueprints)',
  proposeCompletions: proposeBlueprints,
} as const;
const parameterFlag = {
  kind: 'parsed',
  parse: String,
  optional: true,
  variadic: true,
  placeholder: 'NAME=VALUE',
  brief: 'A parameter of the blueprint; several values of a list are separated by commas',
} as const;

export const targetFlags = {
  tenant: tenantFlag,
  account: accountFlag,
  blueprint: blueprintFlag,
  parameter: parameterFlag,
} as const;

export const targetAliases = { t: 'tenant', a: 'account', b: 'blueprint', p: 'parameter' } as const;

/** The ID of an onboarding, as an argument. */
export const onboardingArgument = {
  parse: readOnboardingId,
  placeholder: 'ONBOARDING',
  brief: 'ID of the onboarding, such as ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
} as const;

/** Proposes the profiles of the person, for a flag. */
export function proposeOwnProfiles(this: CliContext, partial: string): readonly string[] {
  return proposeProfiles(partial, { environment: this.process.env, home: this.home });
}

function readAccount(given: string): string {
  // AWS's consoles show the ID of an account with hyphens.
  const digits = given.replaceAll('-', '');
  if (!/^\d{12}$/.test(digits)) throw new Error(`must be 12 digits, not ${JSON.stringify(given)}`);
  return digits;
}

function readOnboardingId(given: string): string {
  if (!/^ob_\w+$/.test(given)) throw new Error(`must begin with ob_, not ${JSON.stringify(given)}`);
  return given;
}
