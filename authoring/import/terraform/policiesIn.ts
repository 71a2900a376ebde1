import { managedPolicyName, type FoundManagedPolicy, type FoundPolicies, type FoundPolicy } from '../foundPolicy.ts';
import { readDataIfPossible } from '../source/readData.ts';
import { wholeFile, type Place } from '../source/mappedText.ts';
import {
  asWritten,
  itemsOf,
  type MapEntry,
  type MapValue,
  type SourceValue,
  type TextValue,
} from '../source/sourceValue.ts';
import type { Block, Body } from './readTerraform.ts';

const inlineTypes = ['aws_iam_user_policy', 'aws_iam_group_policy', 'aws_iam_role_policy'];
const attachmentTypes = [
  'aws_iam_user_policy_attachment',
  'aws_iam_group_policy_attachment',
  'aws_iam_role_policy_attachment',
];

/** Returns the policies of a Terraform file: of `policy` arguments, and of data blocks that nothing else takes. */
export function policiesIn(body: Body): FoundPolicies {
  const data = new Map(
    body.blocks
      .filter(({ type, labels }) => type === 'data' && labels[0] === 'aws_iam_policy_document')
      .map((block) => [`\${data.aws_iam_policy_document.${block.labels[1] ?? ''}.json}`, block]),
  );
  const resources = body.blocks.filter(({ type }) => type === 'resource');
  const trusts = new Set(resources.map((block) => textIn(block, 'assume_role_policy')));
  const used = new Set<string>();
  const policies = resources.flatMap((block): FoundPolicy[] => {
    const [type = '', label = ''] = block.labels;
    if (type !== 'aws_iam_policy' && !inlineTypes.includes(type)) return [];
    const given = attribute(block, 'policy');
    const written = given?.kind === 'text' ? asWritten(given) : '';
    const named = data.get(written);
    if (named !== undefined) used.add(written);
    const document = named === undefined ? documentIn(given) : documentOf(named);
    if (document === undefined) return [];
    const owner = ['user', 'group', 'role'].map((key) => textIn(block, key)).find((each) => each !== undefined);
    const name = plainIn(block, 'name') ?? label;
    return [
      { name, where: `${type}.${label}`, owner, isInline: type !== 'aws_iam_policy', place: block.place, document },
    ];
  });
  const others = [...data].filter(([reference]) => !used.has(reference) && !trusts.has(reference));
  return {
    policies: [...policies, ...others.map(([, block]) => ofDataBlock(block))],
    managed: resources.flatMap(managedIn),
    skipped: resources.flatMap((block) =>
      attribute(block, 'assume_role_policy') === undefined
        ? []
        : [
            {
              place: block.place,
              text: `${block.labels.join('.')}: its trust policy, which says who may assume the role`,
            },
          ],
    ),
  };
}

function managedIn(block: Block): readonly FoundManagedPolicy[] {
  if (!attachmentTypes.includes(block.labels[0] ?? '')) return [];
  const name = managedPolicyName(textIn(block, 'policy_arn') ?? '');
  return name === undefined ? [] : [{ name, place: block.place }];
}

function ofDataBlock(block: Block): FoundPolicy {
  const [type = '', name = ''] = block.labels;
  return { name, where: `data.${type}.${name}`, isInline: false, place: block.place, document: documentOf(block) };
}

/** The value of a `policy` argument: an object (jsonencode), or JSON in a text (a heredoc). */
function documentIn(value: SourceValue | undefined): SourceValue | undefined {
  if (value?.kind !== 'text') return value;
  const { line, column } = value.place;
  const { placeAt } = wholeFile(asWritten(value));
  const inside = (index: number) => {
    const place = placeAt(index);
    return { line: line + place.line - 1, column: place.line === 1 ? column + place.column - 1 : place.column };
  };
  const read = readDataIfPossible({ text: asWritten(value), placeAt: inside });
  return read?.kind === 'map' ? read : undefined;
}

const names: Readonly<Record<string, string>> = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
};

/** Returns the policy document of a data block `aws_iam_policy_document`. */
function documentOf(block: Block): SourceValue {
  const statements = block.body.blocks.filter(({ type }) => type === 'statement').map(statementOf);
  const version = attribute(block, 'version') ?? text('2012-10-17', block.place);
  return map(block.place, [
    { key: 'Version', value: version },
    { key: 'Statement', value: { kind: 'list', items: statements, place: block.place } },
  ]);
}

function statementOf(block: Block): MapValue {
  const given = block.body.attributes.map(({ key, value, keyPlace }) => ({ key: names[key] ?? key, value, keyPlace }));
  const effect = given.some(({ key }) => key === 'Effect')
    ? []
    : [{ key: 'Effect', value: text('Allow', block.place) }];
  const principals = block.body.blocks.filter(({ type }) => /^(?:not_)?principals$/.test(type));
  const conditions = block.body.blocks.filter(({ type }) => type === 'condition');
  return map(block.place, [
    ...effect,
    ...given,
    ...principals.map(({ type, place }) => ({
      key: type === 'principals' ? 'Principal' : 'NotPrincipal',
      value: text('*', place),
    })),
    ...(conditions.length === 0 ? [] : [{ key: 'Condition', value: conditionOf(conditions, block.place) }]),
  ]);
}

function conditionOf(blocks: readonly Block[], place: Place): SourceValue {
  const operators = new Set(blocks.map((block) => textIn(block, 'test') ?? ''));
  return map(
    place,
    [...operators].map((operator) => ({
      key: operator,
      value: map(
        place,
        blocks
          .filter((block) => (textIn(block, 'test') ?? '') === operator)
          .map((block) => ({
            key: textIn(block, 'variable') ?? '',
            value: { kind: 'list', items: itemsOf(attribute(block, 'values')), place: block.place },
          })),
      ),
    })),
  );
}

function map(place: Place, entries: readonly (Pick<MapEntry, 'key' | 'value'> & Partial<MapEntry>)[]): MapValue {
  return { kind: 'map', place, entries: entries.map((entry) => ({ keyPlace: entry.value.place, ...entry })) };
}

const text = (literal: string, place: Place): TextValue => ({ kind: 'text', parts: [{ literal }], place });

function attribute(block: Block, name: string): SourceValue | undefined {
  return block.body.attributes.find(({ key }) => key === name)?.value;
}

function textIn(block: Block, name: string): string | undefined {
  const value = attribute(block, name);
  return value?.kind === 'text' ? asWritten(value) : undefined;
}

function plainIn(block: Block, name: string): string | undefined {
  const value = attribute(block, name);
  return value?.kind === 'text' && value.parts.every((part) => 'literal' in part) ? asWritten(value) : undefined;
}
