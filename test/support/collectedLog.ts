import type { Log } from '../../lib/core/ports.ts';

/** A log whose lines a test can read. */
export function collecting(lines: string[]) {
  return (fields: Readonly<Record<string, string>>): Log => {
    let all = { ...fields };
    const write = (message: string, more: Readonly<Record<string, unknown>> = {}) => {
      lines.push(JSON.stringify({ ...all, message, ...more }));
    };
    return { add: (more) => (all = { ...all, ...more }), info: write, warn: write, error: write };
  };
}
