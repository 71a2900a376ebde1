/** Thrown at the start of the process. The message names the setting and says which values are valid. */
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
