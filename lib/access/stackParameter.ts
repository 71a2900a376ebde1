import type { Parameter } from '../../catalog/blueprint.ts';
import { takesList } from '../blueprints/language/kinds.ts';
import type { boundaryParameters } from '../blueprints/permissionsBoundary.ts';
import { notGiven } from '../blueprints/permissionsBoundary.ts';
import type { templateParameters } from '../blueprints/reservedNames.ts';
import { maxValueLength, refusedCharacters } from '../blueprints/valueCharacters.ts';

/** The stack parameter that has the digest of the parameters that the boundary depends on. */
export const digestParameter = 'BoundaryDigest' satisfies (typeof templateParameters)[number];

/** Returns the declaration of a stack parameter with a text. */
export function text(description: string, pattern: string) {
  return { Type: 'String', Description: description, AllowedPattern: pattern };
}

/**
 * Returns the declaration of the stack parameter for a parameter that the boundary depends on. CloudFormation compares
 * every entry of a list with the pattern (CloudFormation User Guide, "CloudFormation template Parameters syntax").
 */
export function valueParameter({ parameter, widest }: ReturnType<typeof boundaryParameters>[number]) {
  const isOptional = 'default' in parameter && parameter.default === null;
  const otherwise = widest ?? (isOptional ? notGiven : undefined);
  const { AllowedPattern, ...rest } = text(parameter.description, patternOf(parameter));
  return {
    ...rest,
    ...(parameter.kind === 'choice' ? { AllowedValues: parameter.values } : { AllowedPattern }),
    ...(takesList(parameter) && { Type: 'CommaDelimitedList' }),
    ...(otherwise !== undefined && { Default: otherwise }),
  };
}

function patternOf(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'arn':
    case 'resourceName':
    case 'text':
      return `[^${refusedCharacters}]{1,${String(maxValueLength)}}`;
    case 'label':
    case 'name':
    case 'userNames':
      return '[A-Za-z0-9_+=.@-]+';
    case 'region':
    case 'regions':
    case 'flag':
    case 'choice':
    case 'tags':
      return '[A-Za-z0-9-]+';
  }
}
