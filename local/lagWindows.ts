/** The settings of `LagSettings`, with their values in a deployment (ms). */
const deployed = {
  LATCHKEY_SESSION_LAG_MS: 60_000,
  LATCHKEY_ROLE_LAG_MS: 120_000,
  LATCHKEY_ENTITY_LAG_MS: 300_000,
  LATCHKEY_BOUNDARY_LAG_MS: 300_000,
  LATCHKEY_LOST_ACCESS_MS: 600_000,
} as const;

/**
 * By what the times are divided where every change is visible immediately: a denial is final after seconds instead of
 * minutes.
 */
const factor = 60;

/**
 * Returns the settings that say how long the functions wait until a change to IAM or STS is visible. Settings that are
 * in `given` take precedence.
 * @param isLate whether changes become visible with a delay, as on the real AWS
 */
export function lagWindows(isLate: boolean, given: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(deployed).map(([name, ms]) => [name, given[name] ?? String(isLate ? ms : ms / factor)]),
  );
}
