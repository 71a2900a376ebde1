/** Replaces the code of a client that applies extensions to its settings. No client here is created with extensions. */
export function resolveRuntimeExtensions<T>(config: T): T {
  return config;
}
