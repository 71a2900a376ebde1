import { default as data } from '../../catalog/managed/actions.json' with { type: 'json' };
import { accessLevels, type AccessLevel } from './accessLevels.ts';

/** What IAM knows of a service: the actions of each access level, by their names without the service. */
type ServiceActions = { readonly name: string } & Readonly<Record<AccessLevel, string>>;

const services: ReadonlyMap<string, ServiceActions> = new Map(Object.entries(data.services));

/** How many services and actions there are in AWS, as of the data. */
export const allOfAws: { readonly services: number; readonly actions: number } = data.all;

/** The services whose actions are known: those that the catalogue's policies name. */
export const knownServices: readonly string[] = [...services.keys()];

export function nameOfService(service: string): string {
  return services.get(service)?.name ?? service;
}

export interface KnownAction {
  /** Without its service. */
  readonly name: string;
  readonly level: AccessLevel;
}

/** Each action of a known service with its access level; none of another. */
export function actionsOf(service: string): readonly KnownAction[] {
  const known = services.get(service);
  if (known === undefined) return [];
  return accessLevels.flatMap((level) =>
    known[level]
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => ({ name, level })),
  );
}
