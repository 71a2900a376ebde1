import { acknowledgedTypes, neededCapability } from './capabilities.ts';
import type { LaunchLink } from './link.ts';
import type { Template } from './template.ts';

/** What the console shows before it creates the stack of a link. */
export interface QuickCreate {
  readonly templateUrl: string;
  readonly stackName: string;
  readonly region: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly description: string;
    /** The value in the link, or the default. Empty for a NoEcho parameter, which a link cannot set. */
    readonly value: string;
    readonly allowedValues?: readonly string[];
    readonly isHidden: boolean;
  }[];
  /** The types of resources for which the capability has to be acknowledged. */
  readonly resourceTypes: readonly string[];
  /** Undefined if the template needs none. */
  readonly capability: string | undefined;
}

/** Describes the form that a quick-create link opens. The parameters are in the order of the template. */
export function describeQuickCreate({ parameters, ...link }: LaunchLink, template: Template): QuickCreate {
  return {
    ...link,
    description: template.Description ?? '',
    parameters: Object.entries(template.Parameters).map(([name, { Description, Default, AllowedValues, NoEcho }]) => {
      const isHidden = NoEcho === 'true';
      return {
        name,
        description: Description ?? '',
        value: isHidden ? '' : (parameters.get(name) ?? Default ?? ''),
        ...(AllowedValues !== undefined && { allowedValues: AllowedValues }),
        isHidden,
      };
    }),
    resourceTypes: acknowledgedTypes(template),
    capability: neededCapability(template),
  };
}
