/**
 * Replaces the code that finds out which parts of a request are in its path, its headers and its host name. The protocols
 * of the services that are called here (Query and JSON) have all of them in the body.
 */
export const HttpBindingNormalizedSchema = undefined;

/** Returns no prefix of the host name, as for an operation without bindings. */
export const getHttpOperationBindings = (): readonly string[] => [];
