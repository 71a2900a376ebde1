import { accessLevels, levelNames, type AccessLevel } from './accessLevels.ts';
import { actionsOf, allOfAws, knownServices, nameOfService, type KnownAction } from './serviceActions.ts';
import { allowsEverything, capped, grantOf } from './grants.ts';
import { aboutService, matches, statementsOf, type Statement } from './statements.ts';

/** The allowed actions of one service that have the same limit. */
interface GrantedAccess {
  readonly text: string;
  readonly service: string;
  readonly isFull: boolean;
  /** In words. Absent: all resources and regions, without conditions. */
  readonly limit?: string;
  readonly levels: readonly {
    readonly level: (typeof levelNames)[AccessLevel];
    readonly allowed: number;
    readonly of: number;
  }[];
  /** The names of the actions, or `*` if all actions of the service are allowed. */
  readonly actions: readonly string[];
  readonly permissionsManagement: readonly string[];
}

export interface Summary {
  readonly text: string;
  readonly everything: boolean;
  readonly access: readonly GrantedAccess[];
  /** The actions that the policies allow and the boundary does not. */
  readonly withheldByBoundary: readonly string[];
  /** Allowed action patterns that match no action in the data. The counts in the summary do not include them. */
  readonly notCounted: readonly string[];
}

/** How many actions of one access level a sentence lists by name. If there are more, it has only their number. */
const maxNamedActions = 8;

/**
 * Returns what a user with these policies may do under this boundary, by service and access level. The result may
 * contain too much, but not too little: an action without resource-level permissions counts as allowed even if its
 * statement applies to certain resources only.
 */
export function summarize(policies: readonly unknown[], boundary: unknown): Summary {
  const granted = policies.flatMap(statementsOf);
  const cap = statementsOf(boundary);
  if (allowsEverything(granted) && allowsEverything(cap)) {
    const text = `Every action of every service: ${count(allOfAws.actions)} actions of ${count(allOfAws.services)} services, as of now, and whatever AWS adds.`;
    return { text, everything: true, access: [], withheldByBoundary: [], notCounted: [] };
  }
  const isAll = allowsEverything(granted);
  const services = knownServices().map((service) => accessTo(service, granted, cap));
  const access = services.flatMap((service) => service.access);
  const unknown = unknownPatterns(isAll ? cap : granted);
  const notCounted = unknown.filter((pattern) => mayAllow(cap, pattern));
  const withheldByBoundary = isAll
    ? ['all that is not named here']
    : [...services.flatMap(({ withheld }) => withheld), ...unknown.filter((pattern) => !mayAllow(cap, pattern))];
  return { text: summaryText(access, notCounted), everything: false, access, withheldByBoundary, notCounted };
}

function accessTo(service: string, allGranted: readonly Statement[], allCap: readonly Statement[]) {
  const all = actionsOf(service);
  const [granted, cap] = [aboutService(allGranted, service), aboutService(allCap, service)];
  const byLimit = new Map<string, KnownAction[]>();
  const withheld: string[] = [];
  for (const action of granted.length === 0 ? [] : all) {
    const name = `${service}:${action.name}`;
    const grant = grantOf(granted, name);
    const limit = capped(grant, grantOf(cap, name));
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

/** Describes the allowed actions of a service that have the same limit, in words and numbers. */
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
    const isNamed = !isFull && names.length <= maxNamedActions;
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

/** Returns the action patterns of Allow statements that match no action in the data. */
function unknownPatterns(statements: readonly Statement[]): readonly string[] {
  const allowing = statements.filter(({ Effect }) => Effect === 'Allow');
  const patterns = allowing.flatMap(({ Action = [], NotAction }) =>
    NotAction === undefined ? Action : [`all but ${NotAction.join(', ')}`],
  );
  return [...new Set(patterns)].filter((pattern) => {
    const [service = ''] = pattern.split(':');
    return !actionsOf(service.toLowerCase()).some(({ name }) => matches(pattern, `${service}:${name}`));
  });
}

/** Whether an Allow statement of the boundary applies to the service of the pattern. */
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
