import type { Blueprint, DocumentTemplate } from '../../catalog/blueprint.ts';
import type { FieldError } from '../core/errors.ts';
import type { Place } from './arn.ts';
import { boundaryDocuments, boundaryValues } from './permissionsBoundary.ts';
import type { ParameterValues, Tag } from './parameterValues.ts';
import { chooseDocument, policySize, renderDocument } from './policyDocument.ts';
import { fillText, parametersIn, textsIn } from './substitution.ts';
import { keyProblem, mostTags, ownTagCount, valueProblem } from './tagRules.ts';
import { tagsIn } from './tagsIn.ts';
import { usedPolicies } from './usedPolicies.ts';

/**
 * The longest managed policy, in characters without white space
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
const maxPolicySize = 6144;

/**
 * The longest value of a stack parameter, in bytes (CloudFormation User Guide, "Understand CloudFormation quotas":
 * Parameter values).
 */
const maxStackParameter = 4096;

/** Returns an error for each policy of the plan that is too long for IAM with these values. */
export function policySizeErrors(blueprint: Blueprint, values: ParameterValues, place: Place): readonly FieldError[] {
  return usedPolicies(blueprint, values).flatMap(({ name, documents }) =>
    sizeErrors(documents, `the policy ${fillText(name, withPlace(values, place))}`, values, place),
  );
}

/** Returns the errors of values that the permissions boundary or the parameters of the stack are too small for. */
export function boundarySizeErrors(blueprint: Blueprint, values: ParameterValues, place: Place): readonly FieldError[] {
  const documents = boundaryDocuments(blueprint);
  const tooLong = Object.entries(boundaryValues(blueprint, values)).flatMap(([name, value]) => {
    const bytes = Buffer.byteLength([value].flat().join(','));
    if (bytes <= maxStackParameter) return [];
    return [
      {
        pointer: `/parameters/${name}`,
        detail: `has ${count(bytes)} bytes, separated by commas. A stack takes ${count(maxStackParameter)}. Send fewer or shorter values.`,
      },
    ];
  });
  if (tooLong.length > 0 || documents.length === 0) return tooLong;
  return sizeErrors(documents, 'the permissions boundary', values, place);
}

function sizeErrors(
  documents: readonly DocumentTemplate[],
  what: string,
  values: ParameterValues,
  place: Place,
): readonly FieldError[] {
  const size = policySize(renderDocument(documents, withPlace(values, place)));
  if (size <= maxPolicySize) return [];
  const names = textsIn(chooseDocument(documents, values)).flatMap(parametersIn);
  const lengthOf = (name: string) => JSON.stringify(values[name] ?? '').length;
  const [longest] = names.toSorted((one, other) => lengthOf(other) - lengthOf(one));
  return [
    {
      pointer: longest === undefined ? '/parameters' : `/parameters/${longest}`,
      detail: `makes ${what} ${count(size)} characters long. IAM allows ${count(maxPolicySize)}. Send fewer or shorter values.`,
    },
  ];
}

/** The values with those of the onboarding. The account is a sample if it is not known: all are equally long. */
const withPlace = (values: ParameterValues, { partition, accountId = '0'.repeat(12) }: Place): ParameterValues => ({
  ...values,
  partition,
  accountId,
});

const count = (amount: number) => amount.toLocaleString('en-US');

/**
 * Returns the errors of tags that IAM would refuse for a user or policy of the plan: too many together, two with the same
 * key, or a key or value that a parameter makes invalid.
 *
 * @param ofRequest the tags of the create request
 */
export function tagErrors(
  blueprint: Blueprint,
  values: ParameterValues,
  ofRequest: readonly Tag[],
  place: Place,
): readonly FieldError[] {
  const details = new Set(
    [...blueprint.users, ...blueprint.policies].flatMap(({ tags }) =>
      problemsOf([...tagsIn(blueprint, tags, withPlace(values, place)), ...ofRequest]),
    ),
  );
  const pointer = ofRequest.length > 0 ? '/tags' : '/parameters';
  return [...details].map((detail) => ({ pointer, detail }));
}

function problemsOf(tags: readonly Tag[]): readonly string[] {
  const keys = tags.map(({ key }) => key.toLowerCase());
  const repeated = tags.filter(({ key }, index) => keys.indexOf(key.toLowerCase()) < index);
  return [
    ...tags.flatMap(({ key, value }) => {
      const wrongKey = keyProblem(key);
      if (wrongKey !== undefined) return [`leads to a tag with the key ${JSON.stringify(key)}, which ${wrongKey}`];
      const wrongValue = valueProblem(value);
      return wrongValue === undefined ? [] : [`leads to a value of the tag ${key} that ${wrongValue}`];
    }),
    ...repeated.map(
      ({ key }) => `leads to two tags with the key ${key}: IAM treats keys that differ only in case as equal.`,
    ),
    ...(tags.length > mostTags - ownTagCount
      ? [
          `leads to ${String(tags.length)} tags. IAM allows ${String(mostTags)}, and Latchkey sets ${String(ownTagCount)} itself.`,
        ]
      : []),
  ];
}
