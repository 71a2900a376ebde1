import { accessLevels, levelNames } from './accessLevels.ts';
import { actionsOf, allOfAws, knownServices, nameOfService, type KnownAction } from './serviceActions.ts';
import { allowsEverything, capped, grantOf } from './grants.ts';
import { aboutService, matches, statementsOf, type Statement } from './statements.ts';

/** What somebody may do in one service under one and the same limit. */
interface GrantedAccess {
  readonly text: string;
  readonly service: string;
  readonly isFull: boolean;
  /** In words; not given: any resource, any region, at any time. */
  readonly limit?: string;
  readonly levels: readonly { readonly level: string; readonly allowed: number; readonly of: number }[];
  /** `*` where the access is full. */
  readonly actions: readonly string[];
  readonly permissionsManagement: readonly string[];
}

export interface Summary {
  readonly text: string;
  readonly everything: boolean;
  readonly access: readonly GrantedAccess[];
  /** What the policies allow and the boundary does not. */
  readonly withheldByBoundary: readonly string[];
  /** Patterns of the policies about services or actions that the data does not have: allowed, and counted nowhere here. */
  readonly notCounted: readonly string[];
}

/** As long a list as is read with profit in a sentence. */
const namedAtMost = 8;

/**
 * What a user with these policies may do under this boundary, by service and access level. It errs on the side of too
 * much: an action that takes no resource counts as allowed where its statement names some.
 */
export function summarize(policies: readonly unknown[], boundary: unknown): Summary {
  const given = policies.flatMap(statementsOf);
  const cap = statementsOf(boundary);
  if (allowsEverything(given) && allowsEverything(cap)) {
    const text = `Every action of every service: ${count(allOfAws.actions)} actions of ${count(allOfAws.services)} services, as of now, and whatever AWS adds.`;
    return { text, everything: true, access: [], withheldByBoundary: [], notCounted: [] };
  }
  const isAll = allowsEverything(given);
  const services = knownServices.map((service) => accessTo(service, given, cap));
  const access = services.flatMap((service) => service.access);
  const beyond = patternsBeyond(isAll ? cap : given);
  const notCounted = beyond.filter((pattern) => mayAllow(cap, pattern));
  const withheldByBoundary = isAll
    ? ['all that is not named here']
    : [...services.flatMap(({ withheld }) => withheld), ...beyond.filter((pattern) => !mayAllow(cap, pattern))];
  return { text: summaryText(access, notCounted), everything: false, access, withheldByBoundary, notCounted };
}

function accessTo(service: string, given: readonly Statement[], cap: readonly Statement[]) {
  const all = actionsOf(service);
  const [givenHere, capHere] = [aboutService(given, service), aboutService(cap, service)];
  const byLimit = new Map<string, KnownAction[]>();
  const withheld: string[] = [];
  for (const action of givenHere.length === 0 ? [] : all) {
    const name = `${service}:${action.name}`;
    const grant = grantOf(givenHere, name);
    const limit = capped(grant, grantOf(capHere, name));
    if (limit === undefined) {
      if (grant !== undefined) withheld.push(name);
      continue;
    }
    const sameLimit = byLimit.get(limit) ?? [];
    sameLimit.push(action);
    byLimit.set(limit, sameLimit);
  }
  return {
    access: [...byLimit].map(([limit, allowed]) => accessUnder(limit, service, allowed, all)),
    withheld: withheld.length === all.length ? [`${service}:*`] : withheld,
  };
}

/** In words and numbers: these of all the service's actions, under one limit. */
function accessUnder(
  limit: string,
  service: string,
  allowed: readonly KnownAction[],
  all: readonly KnownAction[],
): GrantedAccess {
  const isFull = allowed.length === all.length;
  const levels = accessLevels.map((level) => ({
    level,
    names: allowed.filter((action) => action.level === level).map(({ name }) => name),
    of: all.filter((action) => action.level === level).length,
  }));
  const counted = levels.filter(({ names }) => names.length > 0);
  const amounts = counted.map(({ level, names, of }) => {
    const amount = isFull ? count(of) : `${count(names.length)} of ${count(of)}`;
    const isNamed = !isFull && names.length <= namedAtMost;
    return `${amount} ${levelNames[level]}${isNamed ? ` (${names.join(', ')})` : ''}`;
  });
  const what = `${nameOfService(service)}: ${isFull ? 'full access: ' : ''}${amounts.join(', ')}`;
  return {
    text: `${what}${limit === '' ? '' : `; ${limit}`}.`,
    service,
    isFull,
    ...(limit === '' ? {} : { limit }),
    levels: counted.map(({ level, names, of }) => ({ level: levelNames[level], allowed: names.length, of })),
    actions: isFull ? ['*'] : allowed.map(({ name }) => name),
    permissionsManagement: levels.flatMap(({ level, names }) => (level === 'permissionsManagement' ? names : [])),
  };
}

/** What a pattern stands for beside the actions that are known here. */
function patternsBeyond(statements: readonly Statement[]): readonly string[] {
  const allowing = statements.filter(({ Effect }) => Effect === 'Allow');
  const patterns = allowing.flatMap(({ Action = [], NotAction }) =>
    NotAction === undefined ? Action : [`all but ${NotAction.join(', ')}`],
  );
  return [...new Set(patterns)].filter((pattern) => {
    const [service = ''] = pattern.split(':');
    return !actionsOf(service.toLowerCase()).some(({ name }) => matches(pattern, `${service}:${name}`));
  });
}

/** Whether anything in the boundary is about the service of the pattern. */
function mayAllow(cap: readonly Statement[], pattern: string): boolean {
  const serviceOf = (action: string) => action.split(':')[0]?.toLowerCase() ?? '';
  return cap.some(
    ({ Effect, Action }) =>
      Effect === 'Allow' && (Action?.some((each) => matches(serviceOf(each), serviceOf(pattern))) ?? true),
  );
}

function summaryText(access: readonly GrantedAccess[], notCounted: readonly string[]): string {
  const services = new Set(access.map(({ service }) => service));
  const full = access
    .filter(({ isFull }) => isFull)
    .map(({ service, limit }) => `${nameOfService(service)}${limit === undefined ? '' : ` (${limit})`}`);
  const amounts = accessLevels.flatMap((level) => {
    const ofLevel = access.flatMap(({ levels }) => levels.filter(({ level: name }) => name === levelNames[level]));
    const amount = ofLevel.reduce((sum, { allowed }) => sum + allowed, 0);
    return amount === 0 ? [] : [`${count(amount)} ${levelNames[level]}`];
  });
  return [
    amounts.length === 0
      ? 'Nothing that is counted here.'
      : `${amounts.join(', ')}, in ${count(services.size)} ${services.size === 1 ? 'service' : 'services'}.`,
    full.length === 0 ? 'Full access to no service.' : `Full access to ${full.join(', ')}.`,
    ...(notCounted.length === 0 ? [] : [`Beyond these, and not counted: ${notCounted.join(', ')}.`]),
  ].join(' ');
}

function count(amount: number): string {
  return amount.toLocaleString('en-US');
}
