import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../core/ports.ts';
import { redact } from './redact.ts';

const logger = new Logger({ serviceName: 'latchkey', jsonReplacerFn: redact });

/**
 * Returns a log that writes JSON lines with these fields and redacts everything that looks like a secret. The level is
 * Powertools' own setting (POWERTOOLS_LOG_LEVEL).
 */
export function logWith(fields: Readonly<Record<string, string>>): Log {
  const child = logger.createChild({ persistentKeys: fields });
  return {
    add: (more) => {
      child.appendPersistentKeys(more);
    },
    info: (message, more = {}) => {
      child.info(message, more);
    },
    warn: (message, more = {}) => {
      child.warn(message, more);
    },
    error: (message, more = {}) => {
      child.error(message, more);
    },
  };
}
