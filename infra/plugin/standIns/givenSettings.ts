/**
 * Replaces what the SDK looks up in the environment for settings that a client was created without. Every client here is
 * created with these (lib/gateways/aws/clientSettings.ts).
 */
const given = { environmentVariableSelector: () => undefined, default: undefined };

export const NODE_APP_ID_CONFIG_OPTIONS = given;
export const NODE_AUTH_SCHEME_PREFERENCE_OPTIONS = given;
export const UA_APP_ID_ENV_NAME = 'AWS_SDK_UA_APP_ID';
export const UA_APP_ID_INI_NAME = 'sdk_ua_app_id';

export const getEndpointFromConfig = (): Promise<undefined> => Promise.resolve(undefined);
