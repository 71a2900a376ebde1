import type { $ZodType } from 'zod/v4/core';
import * as mini from 'zod/v4/mini';

/**
 * Replaces `zod/mini`. Equal schemas without settings of their own are one object here: a schema cannot be changed, and to
 * make one takes 10 µs of a cold start.
 */
export * from 'zod/v4/mini';

const simple = new Map<() => $ZodType, $ZodType>();

function simpleSchema(make: () => $ZodType): $ZodType {
  const schema = simple.get(make) ?? make();
  simple.set(make, schema);
  return schema;
}

// esbuild omits a schema that is not used only if the functions that make schemas have this comment, as those of zod do.
/* @__NO_SIDE_EFFECTS__ */
export function string(settings?: Parameters<typeof mini.string>[0]): $ZodType {
  return settings === undefined ? simpleSchema(mini.string) : mini.string(settings);
}

/* @__NO_SIDE_EFFECTS__ */
export function int(settings?: Parameters<typeof mini.int>[0]): $ZodType {
  return settings === undefined ? simpleSchema(mini.int) : mini.int(settings);
}

/* @__NO_SIDE_EFFECTS__ */
export function boolean(settings?: Parameters<typeof mini.boolean>[0]): $ZodType {
  return settings === undefined ? simpleSchema(mini.boolean) : mini.boolean(settings);
}

/* @__NO_SIDE_EFFECTS__ */
export function unknown(): $ZodType {
  return simpleSchema(mini.unknown);
}

/** By the schema inside. */
const optionals = new WeakMap<$ZodType, $ZodType>();
const lists = new WeakMap<$ZodType, $ZodType>();
const frozen = new WeakMap<$ZodType, $ZodType>();

function around(inner: $ZodType, known: WeakMap<$ZodType, $ZodType>, make: (inner: $ZodType) => $ZodType): $ZodType {
  const schema = known.get(inner) ?? make(inner);
  known.set(inner, schema);
  return schema;
}

/* @__NO_SIDE_EFFECTS__ */
export function optional(inner: $ZodType): $ZodType {
  return around(inner, optionals, mini.optional);
}

/* @__NO_SIDE_EFFECTS__ */
export function array(element: $ZodType, settings?: Parameters<typeof mini.array>[1]): $ZodType {
  return settings === undefined ? around(element, lists, mini.array) : mini.array(element, settings);
}

/* @__NO_SIDE_EFFECTS__ */
export function readonly(inner: $ZodType): $ZodType {
  return around(inner, frozen, mini.readonly);
}
