import { editsBetween } from '../../authoring/read/nearest.ts';

/** The maximum edit distance between a misspelled name and the name that was meant. */
const maxDistance = 4;

/** Returns at most three names with the most similar spelling, ignoring case. Returns none if no name is similar. */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  return names
    .map((each) => ({ each, distance: editsBetween(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ distance: letters }) => letters <= maxDistance)
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ each }) => each);
}
