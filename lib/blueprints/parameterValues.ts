/** A tag of a user or policy. A list of tags is not an object by key, because `__proto__` is a valid key. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The value of a parameter of a blueprint; `null` means that it is not given. */
export type ParameterValue = string | boolean | readonly string[] | readonly Tag[] | null;

/** The value of each parameter of a blueprint. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;
