import type { Blueprint } from '../../catalog/blueprint.ts';
import { catalog } from '../../catalog/index.ts';
import { parametersSchema } from '../../lib/blueprints/parametersSchema.ts';
import type { Onboarding } from '../../lib/record/onboarding.ts';
import { entriesOf, isRecord } from '../../scripts/json.ts';
import { changeableOf } from './changes.ts';
import { generated } from './generated.ts';
import { recipientKey, rotationOf } from './keys.ts';
import { accountIds, tenantIds, type Known } from './known.ts';
import type { Operation } from './operations.ts';
import type { Random } from './random.ts';
import { suitable } from './suitable.ts';

type Body = Readonly<Record<string, unknown>>;

/** Names of users and policies: few, so that requests conflict. The account has a user `somebody` of its own. */
const names = ['ann', 'ben', 'cyd', 'Ann', 'somebody', 'dev.1', 'eve+1', 'fay'];

/**
 * Returns a generated body whose members name what exists, in most cases: the contract describes a blueprint as any
 * text, and its parameters as any object.
 */
export function bodyWith(
  operation: Operation,
  path: Readonly<Record<string, string>>,
  given: unknown,
  known: Known,
  random: Random,
): unknown {
  if (!isRecord(given) || random.chance(0.08)) return given;
  const { id } = operation;
  const onboarding = known.onboardings().find((each) => each.id === path['id']);
  switch (id) {
    case 'createOnboarding':
    case 'tenantAccess':
    case 'previewBlueprint': {
      const blueprint =
        id === 'previewBlueprint' ? catalog.find(({ name }) => name === path['name']) : random.pick(catalog);
      return ofBlueprint(id, given, blueprint ?? random.pick(catalog), random);
    }
    case 'createLink':
      return linkOf(given, random);
    case 'claimCredentials':
    case 'claimCredentialsByLink':
      return { ...given, ...(given['recipientKey'] !== undefined && { recipientKey }) };
    case 'retireKey':
      return { ...given, ...(random.chance(0.4) && { force: true }) };
    case 'rotateCredentials':
      return onboarding === undefined ? given : rotationOf(onboarding, given, random);
    case 'updateOnboarding':
    case 'previewUpdate':
      return onboarding === undefined ? given : { parameters: changesOf(onboarding, random) };
    case 'changeExternalId':
      return { ...given, replaces: externalIdOf(path, known) ?? given['replaces'] };
    case 'awsProfiles':
      return { ...given, profiles: profilesOf(operation, given['profiles'], known, random) };
    case 'testWebhook':
      return {
        ...given,
        url: random.pick(['https://vendor.example/hook', 'http://127.0.0.1:3001/', 'ftp://a.example']),
      };
    default:
      return given;
  }
}

function ofBlueprint(id: string, given: Body, blueprint: Blueprint, random: Random): Body {
  const { bootstrapRoleArn, launchRegion, webhook, ...rest } = given;
  const isRare = random.chance(0.1);
  return {
    ...rest,
    ...(id !== 'previewBlueprint' && { blueprint: blueprint.name }),
    ...(id === 'createOnboarding' && { tenantId: random.pick(tenantIds) }),
    accountId: random.chance(0.75) ? accountIds[0] : random.pick(accountIds),
    parameters: random.chance(0.9) ? parametersOf(blueprint, random) : {},
    ...(isRecord(rest['link']) && { link: linkOf(rest['link'], random) }),
    ...(Array.isArray(rest['tags']) && { tags: withoutRepeats(rest['tags']) }),
    ...(webhook !== undefined && {
      webhook: random.chance(0.7) ? { url: 'https://vendor.example/other' } : isRare ? webhook : null,
    }),
    ...(bootstrapRoleArn !== undefined && { bootstrapRoleArn: isRare ? bootstrapRoleArn : null }),
    ...(launchRegion !== undefined && { launchRegion: isRare ? launchRegion : 'eu-central-1' }),
  };
}

/** Returns a link, often one whose holder may claim the keys. */
function linkOf(given: Body, random: Random): Body {
  if (random.chance(0.4)) return given;
  const { may: _, expiresInSeconds: __, ...rest } = given;
  return { ...rest, delivers: 'tenant' };
}

/** Returns parameters for an update, almost always without those that an update may not change. */
function changesOf({ blueprint: name }: Onboarding, random: Random): unknown {
  const blueprint = catalog.find((each) => each.name === name);
  const changeable = changeableOf(name);
  return Object.fromEntries(
    entriesOf(blueprint && parametersOf(blueprint, random)).filter(
      ([each]) => changeable.includes(each) || random.chance(0.03),
    ),
  );
}

function parametersOf(blueprint: Blueprint, random: Random): unknown {
  const mayBe = <T>(value: T) => (random.chance(0.5) ? value : undefined);
  if (random.chance(0.1)) return generated({ ...parametersSchema(blueprint, 'aws') }, random);
  return Object.fromEntries(
    Object.entries(blueprint.parameters).map(([name, parameter]) => {
      switch (parameter.kind) {
        case 'userNames':
          return [
            name,
            [...new Set([random.pick(names), mayBe(random.pick(names))])].filter((each) => each !== undefined),
          ];
        case 'name':
          return [name, mayBe(random.pick(names))];
        case 'flag':
          return [name, mayBe(random.chance(0.5))];
        case 'choice':
          return [name, mayBe(random.pick(parameter.values))];
        case 'region':
          return [name, mayBe(random.pick(['us-west-2', 'eu-central-1', null]))];
        case 'label':
          return [name, mayBe(random.pick(['default', 'prod', 'dev-2']))];
        case 'arn':
        case 'resourceName':
        case 'regions':
        case 'text':
        case 'tags':
          throw new Error(`no blueprint of the catalogue has a parameter of the kind ${parameter.kind}`);
      }
    }),
  );
}

/** IAM takes two tags with the same key, or with keys that differ only in case, for one. */
function withoutRepeats(tags: readonly unknown[]): readonly unknown[] {
  const keyOf = (tag: unknown) => (isRecord(tag) ? String(tag['key']).toLowerCase() : '');
  return [...new Map(tags.map((tag) => [keyOf(tag), tag])).values()];
}

const externalIdOf = ({ tenantId, accountId }: Readonly<Record<string, string>>, { externalIds }: Known) =>
  externalIds.findLast((each) => each.tenantId === tenantId && each.accountId === accountId)?.externalId;

function profilesOf(operation: Operation, given: unknown, known: Known, random: Random): unknown {
  if (!Array.isArray(given)) return given;
  const used = new Set<string>();
  return given.slice(0, 1 + random.below(2)).flatMap((each: unknown, index) => {
    const onboarding = suitable(operation, known, random);
    if (!isRecord(each) || onboarding === undefined) return each;
    if (used.has(onboarding.id)) return [];
    used.add(onboarding.id);
    const { userName: _, profile: __, stage: ___, region: ____, ...rest } = each;
    const more = { userName: onboarding.userNames[0], profile: `profile-${String(index)}`, region: 'us-east-1' };
    return [{ ...rest, onboarding: onboarding.id, ...more }];
  });
}
