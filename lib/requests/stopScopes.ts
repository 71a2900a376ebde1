/** What a stop can concern apart from all requests. */
const namedKinds = ['tenant', 'blueprint'] as const;

type NamedKind = (typeof namedKinds)[number];

/** Which requests a stop concerns: all, those of one tenant, or those of one blueprint. */
export type StopScope = 'all' | `${NamedKind}:${string}`;

/** The parts of a scope. `name`: the ID of the tenant, or the name of the blueprint. */
export type ScopeParts = { readonly kind: 'all' } | { readonly kind: NamedKind; readonly name: string };

/** Whether the text is a scope. Does not check the name in it. */
export function isScope(text: string): text is StopScope {
  return text === 'all' || namedKinds.some((kind) => text.startsWith(`${kind}:`));
}

/** Returns the parts of a scope. */
export function partsOfScope(scope: StopScope): ScopeParts {
  const kind = namedKinds.find((each) => scope.startsWith(`${each}:`));
  return kind === undefined ? { kind: 'all' } : { kind, name: scope.slice(kind.length + 1) };
}
