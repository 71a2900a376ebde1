/** Which tokens a command's call accepts: see docs/api.md. */
export type TokenKind =
  /** Only a token of the back end, for example to create and to claim. */
  | 'caller'
  /** Only an operator's token, for example to stop requests. */
  | 'operator'
  /** Both. A token of the back end is preferred. */
  | 'either';

/** How a command reaches a deployment of Latchkey. */
export interface Connection {
  /** The address of the API, with its base path, without a slash at the end. */
  readonly url: string;
  readonly auth:
    | { readonly kind: 'token'; readonly token: string }
    /** `region` is undefined if it follows from the host of the URL. */
    | { readonly kind: 'sigv4'; readonly region: string | undefined };
  /** Where the settings are from, for messages, such as `the profile example of /home/ann/.config/latchkey/config`. */
  readonly source: string;
}

/** What a profile contains. */
export interface ProfileSettings {
  readonly url: string;
  readonly token?: string | undefined;
  readonly operatorToken?: string | undefined;
  /** `sigv4`: requests are signed with the credentials of AWS's default provider chain. Then there is no token. */
  readonly auth?: 'token' | 'sigv4' | undefined;
  /** For `sigv4`: the region of the API, if its host is a domain of your own. */
  readonly region?: string | undefined;
}

/** Thrown for settings that cannot be used. The message contains no token, and says what to do. Exit code 2. */
export class ProfileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProfileError';
  }
}
