import { catalog } from '../../../../catalog/index.ts';
import { tutum } from '../../../../catalog/tutum.ts';
import { assertNamesFit } from '../../../../lib/gateways/config/namesFit.ts';
import { everything } from '../../../support/everything.ts';

const longestNamespace = 'n'.repeat(20);

test('the names of every blueprint fit in the longest namespace', () => {
  expect(() => assertNamesFit({ namespace: longestNamespace }, [...catalog, everything])).not.toThrow();
});

const check = (namespace: number, blueprint: number) => () =>
  assertNamesFit({ namespace: 'n'.repeat(namespace) }, [{ ...tutum, name: 'b'.repeat(blueprint) }]);

test('the name of a role may have 64 characters', () => {
  expect(check(20, 24)).not.toThrow();
});

test.each([
  { namespace: 20, blueprint: 25, excess: 1 },
  { namespace: 18, blueprint: 32, excess: 6 },
])(
  'a namespace of $namespace characters is $excess too long for a blueprint of $blueprint',
  ({ namespace, blueprint, excess }) => {
    const name = 'b'.repeat(blueprint);
    expect(check(namespace, blueprint)).toThrow(
      `LATCHKEY_NAMESPACE is '${'n'.repeat(namespace)}'. It has to be at least ${excess} characters shorter: the name of the bootstrap role of the blueprint ${name} would have ${64 + excess} characters, and AWS allows 64.`,
    );
  },
);
