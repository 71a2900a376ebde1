import { localDefaults } from './defaults.ts';

/** Says how to start a stack at the port of a command that found none there, and which setting names another port. */
export function startHint(port: number): string {
  const start = port === localDefaults.port ? 'npm start' : `PORT=${port} npm start`;
  return `Start the stack with ${start}, or set PORT to the port of the one that runs.`;
}
