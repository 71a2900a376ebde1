import type { Log } from '../core/ports.ts';
import { redact } from './redact.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The levels of AWS's Powertools in ascending order. Lambda's name of CRITICAL is FATAL. */
const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT'];
const rankOf = (level: string | undefined) => levels.indexOf(level?.toUpperCase().replace('FATAL', 'CRITICAL') ?? '');

/**
 * The lowest level that is written: the one of Lambda's advanced logging controls, or else POWERTOOLS_LOG_LEVEL, or else
 * INFO.
 */
const threshold =
  [rankOf(process.env['AWS_LAMBDA_LOG_LEVEL']), rankOf(process.env['POWERTOOLS_LOG_LEVEL'])].find(
    (rank) => rank >= 0,
  ) ?? rankOf('INFO');

/**
 * Returns a log that writes JSON lines with these fields and redacts everything that looks like a secret. The fields
 * `level`, `message`, `timestamp` and `service` are those of AWS's Powertools, and no other field can replace them.
 */
export function logWith(fields: Readonly<Record<string, string>>): Log {
  let ownFields: Fields = fields;
  const write = (level: 'INFO' | 'WARN' | 'ERROR', stream: NodeJS.WriteStream, message: string, more: Fields = {}) => {
    if (rankOf(level) < threshold) return;
    const entry = { level, message, timestamp: new Date().toISOString(), service: 'latchkey' };
    stream.write(`${jsonOf({ ...entry, ...ownFields, ...more, ...entry })}\n`);
  };
  return {
    add: (more) => {
      ownFields = { ...ownFields, ...more };
    },
    info: (message, more) => {
      write('INFO', process.stdout, message, more);
    },
    warn: (message, more) => {
      write('WARN', process.stderr, message, more);
    },
    error: (message, more) => {
      write('ERROR', process.stderr, message, more);
    },
  };
}

/**
 * Returns the JSON of an object, without secrets. An object that occurs a second time is omitted, because it may contain
 * itself.
 */
function jsonOf(entry: Fields): string {
  const seen = new WeakSet();
  return JSON.stringify(entry, (name, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'object' && value !== null) {
      if (seen.has(value)) return undefined;
      seen.add(value);
    }
    return redact(name, value);
  });
}
