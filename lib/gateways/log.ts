import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../ports.ts';

const logger = new Logger({ serviceName: 'latchkey' });

/** JSON lines, each with `fields`; the level is Powertools' own setting (POWERTOOLS_LOG_LEVEL). */
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
