/** Thrown at start: names the setting, and what it has to be. */
export class ConfigError extends Error {
  constructor(setting: string, expected: string, given: string | undefined) {
    super(
      given === undefined || given === ''
        ? `${setting} is not set. It has to be ${expected}.`
        : `${setting} is '${given}'. It has to be ${expected}.`,
    );
    this.name = 'ConfigError';
  }
}
