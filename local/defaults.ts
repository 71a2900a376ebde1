/** Where `npm start` serves the API, and with which tokens, unless its settings say otherwise. */
export const localDefaults = {
  port: 3000,
  apiToken: 'local-dev-token',
  operatorToken: 'local-operator-token',
} as const;
