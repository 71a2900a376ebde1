import { tutum } from '../../../catalog/tutum.ts';
import { readParameters } from '../../../lib/blueprints/parameters.ts';
import { everything } from '../../support/everything.ts';

const read = (blueprint: typeof tutum, given: Readonly<Record<string, unknown>>, partition: 'aws' | 'aws-cn' = 'aws') =>
  readParameters(blueprint, given, { partition });
const userNames = ['ada'];

test('a parameter that is not given has its default', () => {
  expect(read(tutum, {})).toEqual({ values: { region: null, userName: 'tutum', policyName: 'tutum-policy' } });
  expect(read(everything, { userNames })).toEqual({
    values: {
      region: null,
      deploy: false,
      size: 'small',
      groupName: 'Developers',
      policyName: 'own-policy',
      userNames,
    },
  });
});

test.each([
  { parameter: 'region', value: 'us-west-2' },
  { parameter: 'region', value: 'af-south-1' },
  { parameter: 'region', value: null },
  { parameter: 'deploy', value: true },
  { parameter: 'size', value: 'large' },
  { parameter: 'groupName', value: 'g'.repeat(128) },
  { parameter: 'policyName', value: 'Policy_+=.@-1' },
  { parameter: 'userNames', value: ['ada', 'bob', 'u'.repeat(64)] },
])('$parameter may be $value', ({ parameter, value }) => {
  expect(read(everything, { userNames, [parameter]: value })).toMatchObject({ values: { [parameter]: value } });
});

test.each([
  { parameter: 'region', value: 'us-west-3', says: /region of the partition aws/ },
  { parameter: 'region', value: 'cn-north-1', says: /region of the partition aws/ },
  { parameter: 'region', value: 'any', says: /region of the partition aws/ },
  { parameter: 'region', value: '', says: /region of the partition aws/ },
  { parameter: 'region', value: ['us-west-2'], says: /region of the partition aws/ },
  { parameter: 'deploy', value: 'true', says: /true or false/ },
  { parameter: 'size', value: 'medium', says: /one of: small, large/ },
  { parameter: 'groupName', value: 'g'.repeat(129), says: /1 to 128 characters/ },
  { parameter: 'policyName', value: '', says: /1 to 128 characters/ },
  { parameter: 'policyName', value: 'a/b', says: /no comma, space or slash/ },
  { parameter: 'userNames', value: undefined, says: /^is missing\. It must be a list of 1 to 3/ },
  { parameter: 'userNames', value: 'ada', says: /^must be a list of 1 to 3/ },
  { parameter: 'userNames', value: [], says: /list of 1 to 3/ },
  { parameter: 'userNames', value: ['a', 'b', 'c', 'd'], says: /list of 1 to 3/ },
])('$parameter may not be $value, and the answer says what is valid', ({ parameter, value, says }) => {
  expect(read(everything, { userNames, [parameter]: value })).toEqual({
    errors: [{ pointer: `/parameters/${parameter}`, detail: expect.stringMatching(says) }],
  });
});

test('the answer has a pointer to each invalid entry of a list', () => {
  const given = ['ada', 'u'.repeat(65), 'ADA'];
  expect(read(everything, { userNames: given })).toEqual({
    errors: [
      { pointer: '/parameters/userNames/1', detail: expect.stringMatching(/^must be 1 to 64 characters/) },
      { pointer: '/parameters/userNames/2', detail: expect.stringMatching(/^repeats the name ADA/) },
    ],
  });
  expect(read(everything, { userNames: ['a,b', 7, null] })).toEqual({
    errors: [
      { pointer: '/parameters/userNames/0', detail: expect.stringMatching(/^must be 1.*no comma/) },
      { pointer: '/parameters/userNames/1', detail: expect.stringMatching(/^must be a string/) },
      { pointer: '/parameters/userNames/2', detail: expect.stringMatching(/^must be a string/) },
    ],
  });
});

test('the answer names all invalid parameters', () => {
  expect(read(tutum, { region: 'mars', userName: '', surprise: 1 })).toEqual({
    errors: ['/parameters/surprise', '/parameters/region', '/parameters/userName'].map((pointer) => ({
      pointer,
      detail: expect.any(String),
    })),
  });
});

test.each(['userNames', 'toString', 'constructor', 'Region'])(
  'a parameter %s, which the blueprint does not have, is an error that names those it has',
  (name) => {
    expect(read(tutum, { [name]: 'x' })).toEqual({
      errors: [
        {
          pointer: `/parameters/${name}`,
          detail: 'is not a parameter of tutum, which has region, userName, policyName.',
        },
      ],
    });
  },
);

test('the pointer to a parameter with a slash in its name is escaped as RFC 6901 defines', () => {
  expect(read(tutum, { 'a/b~c': 1 })).toMatchObject({ errors: [{ pointer: '/parameters/a~1b~0c' }] });
});

test('a region must belong to the partition of the deployment', () => {
  expect(read(tutum, { region: 'cn-north-1' }, 'aws-cn')).toMatchObject({ values: { region: 'cn-north-1' } });
  expect(read(tutum, { region: 'us-west-2' }, 'aws-cn')).toHaveProperty('errors');
});
