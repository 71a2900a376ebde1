/** The settings of `LagSettings`, with their values in a deployment (ms). */
const deployed = {
  LATCHKEY_SESSION_LAG_MS: 60_000,
  LATCHKEY_ROLE_LAG_MS: 120_000,
  LATCHKEY_ENTITY_LAG_MS: 300_000,
  LATCHKEY_BOUNDARY_LAG_MS: 300_000,
  LATCHKEY_LOST_ACCESS_MS: 600_000,
} as const;

/** How much shorter the windows are where AWS is not late: a denial is final after seconds instead of minutes. */
const factor = 60;

/**
 * Returns for how long the functions wait for an AWS that is late. Settings that are in `given` take precedence.
 * @param isLate whether the AWS that they use is late, as the real one is
 */
export function lagWindows(isLate: boolean, given: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(deployed).map(([name, ms]) => [name, given[name] ?? String(isLate ? ms : ms / factor)]),
  );
}
