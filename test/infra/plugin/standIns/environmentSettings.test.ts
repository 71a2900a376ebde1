import {
  booleanSelector,
  loadConfig,
  NODE_REGION_CONFIG_OPTIONS,
  NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS,
  resolveRegionConfig,
} from '../../../../infra/plugin/standIns/environmentSettings.ts';

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});

test('a setting has the value in the environment, or else its default', async () => {
  await expect(loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS)()).resolves.toBe(false);
  process.env['AWS_USE_FIPS_ENDPOINT'] = 'true';
  await expect(loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS)()).resolves.toBe(true);
});

test('without AWS_REGION in the environment, the region has no default', async () => {
  await expect(loadConfig(NODE_REGION_CONFIG_OPTIONS)()).resolves.toBe('us-east-1');
  delete process.env['AWS_REGION'];
  await expect(loadConfig(NODE_REGION_CONFIG_OPTIONS)()).rejects.toThrow('AWS_REGION');
});

test.each([
  ['true', true],
  ['false', false],
  ['yes', undefined],
  [undefined, undefined],
])('a boolean variable with the text %s has the value %s', (value, expected) => {
  expect(booleanSelector({ SWITCH: value }, 'SWITCH')).toBe(expected);
});

test.each([
  [{ region: 'eu-west-1', useFipsEndpoint: true }, true],
  [{ region: () => Promise.resolve('eu-west-1') }, false],
])('a client gets its region and its choice of endpoints as functions: %#', async (config, fips) => {
  const { region, useFipsEndpoint } = resolveRegionConfig(config);
  expect([await region(), await useFipsEndpoint()]).toEqual(['eu-west-1', fips]);
});
