/** Thrown at the start of the process. The message names the setting and says which values are valid. */
export class ConfigError extends Error {
  /** @param shown `hidden`: the message does not contain the value, because somebody may have set a secret by mistake */
  constructor(setting: string, expected: string, given: string | undefined, shown: 'shown' | 'hidden' = 'shown') {
    super(`${setting} ${stateOf(given, shown)}. It has to be ${expected}.`);
    this.name = 'ConfigError';
  }
}

function stateOf(given: string | undefined, shown: 'shown' | 'hidden'): string {
  if (given === undefined || given === '') return 'is not set';
  return shown === 'shown' ? `is '${given}'` : 'is wrong. Its value is not shown, because it may contain a secret';
}
