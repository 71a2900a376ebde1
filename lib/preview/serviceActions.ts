import { default as data } from '../../catalog/managed/actions.json' with { type: 'json' };
import { accessLevels, type AccessLevel } from './accessLevels.ts';

/** The actions of a service by access level: the names, without the service, separated by spaces. */
export type ServiceActions = { readonly name: string } & Readonly<Record<AccessLevel, string>>;

const services = new Map<string, ServiceActions>(Object.entries(data.services));

/** The number of services and actions of AWS when the data was collected. */
export const allOfAws: { readonly services: number; readonly actions: number } = data.all;

/** Returns the services in the data: those in the policies of the catalogue. */
export const knownServices = (): readonly string[] => [...services.keys()];

/**
 * Adds services to those that are known, for a process that reads a vendor's own blueprints when it starts. In a deploy,
 * the bundles have them.
 */
export function knowServices(more: Readonly<Record<string, ServiceActions>>): void {
  for (const [service, actions] of Object.entries(more)) if (!services.has(service)) services.set(service, actions);
}

export function nameOfService(service: string): string {
  return services.get(service)?.name ?? service;
}

export interface KnownAction {
  /** The name without the service. */
  readonly name: string;
  readonly level: AccessLevel;
}

/**
 * Returns the actions of a service with their access levels, or an empty list if the data does not contain the service.
 */
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
