import type { Blueprint } from '../catalog/blueprint.ts';
import { examples } from '../catalog/examples.ts';
import { requiredParameters } from './requiredParameters.ts';

/** What the printed example requests: a blueprint, and the parameters that every request for it must have. */
export interface ShownBlueprint {
  readonly blueprint: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Returns the blueprint of the printed example: the first of the vendor's own, or else an example. */
export function shownBlueprint(catalog: readonly Blueprint[]): ShownBlueprint {
  const name = shownName(catalog.map((blueprint) => blueprint.name));
  const blueprint = catalog.find((each) => each.name === name);
  const parameters = blueprint === undefined ? {} : requiredParameters(blueprint, 1);
  return { blueprint: name, ...(Object.keys(parameters).length > 0 && { parameters }) };
}

/** Returns the name of the blueprint of the printed example, from those of a catalogue. */
export function shownName(names: readonly string[]): string {
  return names.find((name) => !examples.some((example) => example.name === name)) ?? 'tutum';
}
