import * as zod from 'zod/mini';
import * as shared from '../../../../infra/plugin/standIns/sharedSchemas.ts';

test.each([
  ['string', shared.string, zod.string(), ['a', '', 7, undefined]],
  ['int', shared.int, zod.int(), [7, -0, 7.5, '7', Infinity]],
  ['boolean', shared.boolean, zod.boolean(), [true, false, 'true', null]],
  ['unknown', shared.unknown, zod.unknown(), [undefined, {}]],
])(
  'every %s without settings is one schema, which takes the same values as that of zod',
  (_name, make, own, values) => {
    const schema = make();
    expect(make()).toBe(schema);
    const read = (from: zod.core.$ZodType) => values.map((value) => zod.safeParse(from, value));
    expect(JSON.stringify(read(schema))).toEqual(JSON.stringify(read(own)));
  },
);

test('a schema around the same schema is one, and one around another schema is another', () => {
  const texts = () => shared.optional(shared.readonly(shared.array(shared.string())));
  expect(texts()).toBe(texts());
  expect(shared.array(shared.int())).not.toBe(shared.array(shared.string()));
  expect(zod.parse(texts(), ['a'])).toEqual(['a']);
  expect(zod.safeParse(texts(), ['a', 7]).success).toBe(false);
});

test('a schema with settings is not shared', () => {
  expect(zod.safeParse(shared.string('wanted: a text'), 7).error?.issues[0]?.message).toBe('wanted: a text');
  expect(zod.safeParse(shared.string(), 7).error?.issues[0]?.message).not.toBe('wanted: a text');
  const list = shared.array(shared.string(), 'wanted: a list');
  expect(zod.safeParse(list, 7).error?.issues[0]?.message).toBe('wanted: a list');
  expect(shared.array(shared.string())).not.toBe(list);
});

test('a check that is added to a shared schema concerns no other user of it', () => {
  const text = shared.string();
  if (!(text instanceof zod.ZodMiniString)) throw new Error('This is no schema of a text.');
  expect(zod.safeParse(text.check(zod.maxLength(1)), 'ab').success).toBe(false);
  expect(zod.safeParse(shared.string(), 'ab').success).toBe(true);
});
