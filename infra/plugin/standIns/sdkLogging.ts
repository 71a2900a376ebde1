/**
 * Replaces what the SDK does for a client's own `logger`, which no client here has: lib/gateways/log.ts writes the log,
 * and requests and answers of AWS can contain secrets.
 */
export const getLoggerPlugin = () => ({ applyToStack: () => undefined });
export const loggerMiddleware = undefined;
export const loggerMiddlewareOptions = undefined;

/** Returns what a log shows in place of a request or an answer. */
export const schemaLogFilter = (): string => '***SensitiveInformation***';
