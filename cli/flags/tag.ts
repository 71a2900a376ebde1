/** A tag of an AWS resource. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Reads a tag from `KEY=VALUE`. @throws if it has no key */
export function readTag(given: string): Tag {
  const index = given.indexOf('=');
  if (index < 1) throw new Error(`must be KEY=VALUE, not ${JSON.stringify(given)}`);
  return { key: given.slice(0, index), value: given.slice(index + 1) };
}
