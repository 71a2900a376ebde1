/** Replaces what each client says about the settings that its endpoint depends on: what the tables of endpoints.ts need. */
export const commonParams = {
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const;

/** Returns the function that adds the name with which a client signs. */
export const signingAs =
  (defaultSigningName: string) =>
  <T extends object>(config: T) =>
    Object.assign(config, { defaultSigningName });
