import type { Blueprint, DocumentTemplate, StatementTemplate } from '../../catalog/blueprint.ts';
import { boundaryDocuments } from './permissionsBoundary.ts';
import type { ParameterValues } from './parameterValues.ts';
import { conditionHolds } from './policyDocument.ts';
import { fillText, parametersIn, textsIn } from './substitution.ts';
import { usedPolicies } from './usedPolicies.ts';

interface DocumentFault {
  readonly parameter: string;
  readonly wrong: string;
}

/** The values of the onboarding, for texts that name them. They are the same in both keys that are compared. */
const samples = { accountId: '0'.repeat(12), partition: 'aws' };

/**
 * Returns what the values do to the policy documents that apply to them and IAM does not take: two condition keys that
 * become the same, of which one would be lost, and characters that a policy document cannot have. Each with a parameter
 * that it depends on.
 */
export function documentFaults(blueprint: Blueprint, values: ParameterValues): readonly DocumentFault[] {
  const alternatives = [
    ...usedPolicies(blueprint, values).map(({ documents }) => documents),
    boundaryDocuments(blueprint),
  ];
  const found = alternatives
    .flatMap((documents) => documents.find(({ when }) => conditionHolds(when, values)) ?? [])
    .flatMap((document) => [...keyFaults(document, { ...samples, ...values }), ...characterFaults(document, values)]);
  // The boundary often repeats the documents of the policies.
  return [...new Map(found.map((fault) => [JSON.stringify(fault), fault])).values()];
}

function keyFaults({ Statement }: DocumentTemplate, values: ParameterValues): readonly DocumentFault[] {
  return Statement.flatMap(({ Condition = {} }: StatementTemplate) =>
    Object.values(Condition).flatMap((keys) => {
      const names = Object.keys(keys).map((template) => ({ template, key: fillText(template, values).toLowerCase() }));
      return names.flatMap(({ key }, index) => {
        const same = names.slice(0, index).filter((each) => each.key === key);
        const parameter = [...same, ...names.slice(index, index + 1)].flatMap(({ template }) => parametersIn(template));
        if (same.length === 0) return [];
        const wrong = `makes two conditions on the key ${key}: a statement can have one, and the other would be lost.`;
        return [{ parameter: parameter.at(-1) ?? '', wrong }];
      });
    }),
  );
}

/** IAM API Reference, CreatePolicy, PolicyDocument: tabs, line ends, and the characters from the space to U+00FF. */
const refused = /[^\t\n\r -\u00ff]/u;

function characterFaults(document: DocumentTemplate, values: ParameterValues): readonly DocumentFault[] {
  const names = new Set(textsIn(document).flatMap(parametersIn));
  return [...names].flatMap((parameter) => {
    const texts: readonly unknown[] = [values[parameter]].flat();
    return texts.flatMap((text) => {
      const [character] = (typeof text === 'string' && refused.exec(text)) || [];
      if (character === undefined) return [];
      const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      return [
        {
          parameter,
          wrong: `has the character ${code}, which no policy of IAM can have. The last that it can is U+00FF.`,
        },
      ];
    });
  });
}
