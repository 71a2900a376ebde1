/** What the person said about texts of the guide. */
export interface Answers {
  /** `--set NAME=TEXT`: this text of the guide is the parameter NAME, or one of the values of the onboarding. */
  readonly set: readonly SetAnswer[];
  /** `--literal TEXT` or `--literal TEXT=VALUE`: the text stays as it is, or this value stands for it in every account. */
  readonly literal: readonly { readonly text: string; readonly value: string }[];
}

export interface SetAnswer {
  readonly name: string;
  readonly text: string;
  /** Of `--set NAME:SERVICE/TYPE=TEXT`. */
  readonly resource?: { readonly service: string; readonly resourceType: string } | undefined;
}

/** Reads the value of `--set`. Undefined if it has another form. */
export function readSet(given: string): SetAnswer | undefined {
  const [, name = '', service, resourceType, text = ''] = /^(\w+)(?::([\w-]+)\/([\w-]+))?=(.+)$/s.exec(given) ?? [];
  // Every object has properties such as `constructor`.
  if (name === '' || name in {}) return undefined;
  return {
    name,
    text,
    ...(service !== undefined && resourceType !== undefined && { resource: { service, resourceType } }),
  };
}

/** Reads the value of `--literal`. */
export function readLiteral(given: string): Answers['literal'][number] {
  const at = given.indexOf('=', 1);
  return at < 0 ? { text: given, value: given } : { text: given.slice(0, at), value: given.slice(at + 1) };
}
