import {
  blueprintSchema,
  type Blueprint,
  type Difference,
  type DocumentTemplate,
  type Parameter,
} from '../../catalog/blueprint.ts';
import { namePattern } from '../../lib/core/names.ts';
import type { FoundParameter } from './find/findings.ts';
import { freeName } from './find/words.ts';

/** The texts of a blueprint that its author gives. */
export interface BlueprintTexts {
  readonly name: string;
  readonly title: string;
  /** The address of the guide, or another description. */
  readonly source: string;
  /** The names of the users, in the guide. All of them get the same policies. */
  readonly userNames: readonly string[];
}

/** A policy that the blueprint creates. */
export interface PolicyOfBlueprint {
  /** The name in the guide. Undefined if it gives none. */
  readonly name: string | undefined;
  readonly document: DocumentTemplate;
}

export interface Parts {
  readonly texts: BlueprintTexts;
  readonly parameters: readonly FoundParameter[];
  readonly policies: readonly PolicyOfBlueprint[];
  /** Names of AWS managed policies. */
  readonly managed: readonly string[];
  readonly permissionsBoundary: Blueprint['permissionsBoundary'];
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
}

/** Returns a blueprint whose users have these policies. @throws ZodError if a text breaks a rule of blueprints */
export function buildBlueprint({ texts, parameters, policies, managed, ...rest }: Parts): Blueprint {
  // What is found in the guide, or named by the person, may have one of these names already.
  const taken = parameters.map(({ name }) => name);
  const free = (name: string) => {
    const found = freeName(name, taken);
    taken.push(found);
    return found;
  };
  const named = policies.map(({ name, document }, index) => {
    const number = index === 0 ? '' : String(index + 1);
    const fallback = `${texts.name}-policy${number === '' ? '' : `-${number}`}`;
    const own = name !== undefined && namePattern.test(name) && name.length <= 128 ? name : fallback;
    return { parameter: free(`policyName${number}`), own, document };
  });
  const users = texts.userNames.map((own, index) => ({
    parameter: free(`userName${index === 0 ? '' : String(index + 1)}`),
    own,
  }));
  return blueprintSchema.parse({
    ...{ name: texts.name, title: texts.title, source: texts.source },
    parameters: {
      ...Object.fromEntries(parameters.map(({ name, parameter }) => [name, parameter])),
      ...Object.fromEntries(
        users.map(({ parameter, own }) => [parameter, nameOf('user', own, 'Name of the IAM user.')]),
      ),
      ...Object.fromEntries(
        named.map(({ parameter, own }) => [parameter, nameOf('policy', own, 'Name of the managed policy.')]),
      ),
    },
    policies: named.map(({ parameter, document }) => ({ name: `\${${parameter}}`, documents: [document] })),
    groups: [],
    users: users.map(({ parameter }) => ({
      name: `\${${parameter}}`,
      groups: [],
      attach: [
        ...named.map((each) => ({ policy: `\${${each.parameter}}` })),
        ...managed.map((name) => ({ managed: name })),
      ],
    })),
    ...rest,
  });
}

function nameOf(of: 'user' | 'policy', name: string, description: string): Parameter {
  return { kind: 'name', of, default: name, description };
}
