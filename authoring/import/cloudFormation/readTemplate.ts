import { managedPolicyName, type FoundManagedPolicy, type FoundPolicies, type FoundPolicy } from '../foundPolicy.ts';
import { readDataIfPossible } from '../source/readData.ts';
import { asWritten, itemsOf, textOf, valueOf, type MapEntry, type SourceValue } from '../source/sourceValue.ts';
import { resolveIntrinsics, type Conditions } from './intrinsics.ts';

/** Whether a value is a CloudFormation template: its resources have types. */
export function isTemplate(value: SourceValue): boolean {
  const resources = valueOf(value, 'Resources');
  return resources?.kind === 'map' && resources.entries.some((entry) => textOf(entry.value, 'Type') !== undefined);
}

/** Returns the policies of the users, groups and roles of a template, and its own policies. @throws SourceError */
export function readTemplate(template: SourceValue, conditions: Conditions): FoundPolicies {
  const resources = valueOf(template, 'Resources');
  const found = (resources?.kind === 'map' ? resources.entries : []).map((entry) => policiesOf(entry, conditions));
  return {
    policies: found.flatMap(({ policies }) => policies),
    managed: found.flatMap(({ managed }) => managed),
    skipped: found.flatMap(({ skipped }) => skipped),
  };
}

const nothing: FoundPolicies = { policies: [], managed: [], skipped: [] };

function policiesOf({ key: id, keyPlace: place, value }: MapEntry, conditions: Conditions): FoundPolicies {
  const type = textOf(value, 'Type') ?? '';
  if (!type.startsWith('AWS::IAM::') && type !== 'AWS::S3::BucketPolicy') return nothing;
  const unresolved = valueOf(value, 'Properties');
  const properties = unresolved === undefined ? undefined : resolveIntrinsics(unresolved, conditions);
  const where = `${id} (${type})`;
  const document = documentIn(properties);
  switch (type) {
    case 'AWS::IAM::Policy':
    case 'AWS::IAM::ManagedPolicy':
    case 'AWS::IAM::UserPolicy':
    case 'AWS::IAM::GroupPolicy':
    case 'AWS::IAM::RolePolicy': {
      if (document === undefined) return nothing;
      const given = valueOf(properties, 'ManagedPolicyName') ?? valueOf(properties, 'PolicyName');
      const name = plainText(given) ?? id;
      const named =
        given === undefined || plainText(given) !== undefined ? '' : ', whose name the template makes of parameters';
      const isInline = type !== 'AWS::IAM::ManagedPolicy';
      const owner = ownersIn(properties)[0];
      return { ...nothing, policies: [{ name, where: where + named, owner, isInline, place, document }] };
    }
    case 'AWS::IAM::User':
    case 'AWS::IAM::Group':
    case 'AWS::IAM::Role': {
      const trust = valueOf(properties, 'AssumeRolePolicyDocument');
      const skipped =
        trust === undefined
          ? []
          : [{ place: trust.place, text: `${where}: its trust policy, which says who may assume the role` }];
      return { policies: inlineOf(properties, id, where), managed: managedOf(properties, id), skipped };
    }
    default:
      return type === 'AWS::S3::BucketPolicy'
        ? { ...nothing, skipped: [{ place, text: `${where}: a policy of a bucket, not of a user` }] }
        : nothing;
  }
}

function inlineOf(properties: SourceValue | undefined, owner: string, where: string): readonly FoundPolicy[] {
  return itemsOf(valueOf(properties, 'Policies')).flatMap((policy) => {
    const document = documentIn(policy);
    if (document === undefined) return [];
    return [
      { name: plainText(valueOf(policy, 'PolicyName')), where, owner, isInline: true, place: policy.place, document },
    ];
  });
}

/** A document may be written as JSON in a text, as Karpenter's template does. Its holes are found in it again. */
function documentIn(properties: SourceValue | undefined): SourceValue | undefined {
  const document = valueOf(properties, 'PolicyDocument');
  if (document?.kind !== 'text') return document;
  const { line } = document.place;
  const text = asWritten(document);
  // A text of several lines begins below its key. How far it is indented is not known here.
  const first = text.includes('\n') ? line + 1 : line;
  const placeAt = (index: number) => {
    const before = text.slice(0, index).split('\n');
    return { line: first + before.length - 1, column: (before.at(-1) ?? '').length + 1 };
  };
  return readDataIfPossible({ text, placeAt });
}

function managedOf(properties: SourceValue | undefined, owner: string): readonly FoundManagedPolicy[] {
  return itemsOf(valueOf(properties, 'ManagedPolicyArns')).flatMap((arn) => {
    const name = arn.kind === 'text' ? managedPolicyName(asWritten(arn)) : undefined;
    return name === undefined ? [] : [{ name, owner, place: arn.place }];
  });
}

/** The users, groups and roles that a policy is attached to. A reference counts by the logical ID in it. */
function ownersIn(properties: SourceValue | undefined): readonly string[] {
  return ['Users', 'Groups', 'Roles', 'UserName', 'GroupName', 'RoleName'].flatMap((key) =>
    itemsOf(valueOf(properties, key)).flatMap((each) =>
      each.kind === 'text' ? [asWritten(each).replace(/^\$\{(.*)\}$/, '$1')] : [],
    ),
  );
}

/** Returns a text without holes. */
function plainText(value: SourceValue | undefined): string | undefined {
  if (value?.kind !== 'text' || value.parts.some((part) => 'hole' in part)) return undefined;
  return asWritten(value);
}
