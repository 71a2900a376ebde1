import { makeDataDir, readSettings, SettingError, startProblem } from '../../local/settings.ts';

test('the defaults are the documented ports, token and directory', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    awsPort: 4566,
    apiToken: 'local-dev-token',
    operatorToken: 'local-operator-token',
    dataDir: '.latchkey/',
    sweepEveryMs: 2000,
    lag: { profile: 'off', seed: 1 },
  });
});

test.each([
  [{ PORT: 'http' }, 'PORT must be a port number from 1 to 65535, not "http".'],
  [{ LATCHKEY_SWEEP_MS: '0' }, 'LATCHKEY_SWEEP_MS must be a number of milliseconds from 1 to 9999999, not "0".'],
  [{ PORT: '0' }, 'PORT must be a port number'],
  [{ AWS_PORT: '70000' }, 'AWS_PORT must be a port number'],
  [{ PORT: '4566' }, 'PORT and AWS_PORT must differ; both are 4566.'],
  [
    { LATCHKEY_API_TOKEN: "a'b" },
    'LATCHKEY_API_TOKEN must be letters, digits and . _ ~ + / - (RFC 6750); the current value has other characters.',
  ],
  [{ LATCHKEY_API_TOKEN: '' }, '(RFC 6750); it is empty.'],
  [{ LATCHKEY_OPERATOR_TOKEN: 'a b' }, 'LATCHKEY_OPERATOR_TOKEN must be'],
  [{ LATCHKEY_OPERATOR_TOKEN: 'local-dev-token' }, 'LATCHKEY_API_TOKEN and LATCHKEY_OPERATOR_TOKEN must differ.'],
  [{ AWS_LAG: 'late' }, 'AWS_LAG must be one of off, usual, bad, not "late".'],
  [{ AWS_LAG: '' }, 'AWS_LAG must be one of off, usual, bad, not "".'],
  [{ AWS_LAG_SEED: '-1' }, 'AWS_LAG_SEED must be a whole number from 0 to 999999999, not "-1".'],
  [{ DATA_DIR: '' }, 'DATA_DIR must be a directory, or :memory:'],
])('%j is refused with a message that says what is expected', (env, sentence) => {
  expect(() => readSettings(env)).toThrow(SettingError);
  expect(() => readSettings(env)).toThrow(sentence);
});

test.each(['off', 'usual', 'bad'])('AWS_LAG=%s and AWS_LAG_SEED set the lag of the sandbox', (profile) => {
  expect(readSettings({ AWS_LAG: profile, AWS_LAG_SEED: '42' }).lag).toEqual({ profile, seed: 42 });
});

test('the error for a port that is in use names the setting of the port', () => {
  const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 4566 });
  expect(startProblem(taken, { port: 3000, awsPort: 4566 })).toBe(
    'Port 4566 is in use by another program: stop that program, or set AWS_PORT to a free port, for example AWS_PORT=4567.',
  );
  expect(startProblem(new Error('else'), { port: 3000, awsPort: 4566 })).toBeUndefined();
});

test.each(['package.json', 'package.json/below', '/dev/null/below'])(
  'DATA_DIR=%s is refused with an explanation',
  (dataDir) => {
    expect(() => makeDataDir(dataDir)).toThrow(SettingError);
    expect(() => makeDataDir(dataDir)).toThrow(`DATA_DIR must be a directory`);
  },
);
