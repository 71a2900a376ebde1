import { entriesOf, isRecord } from '../../scripts/json.ts';
import { setHeader, type Draft } from './draft.ts';
import { oddJson, oddTexts } from './oddValues.ts';
import type { Random } from './random.ts';

/** A change after which a request may be one that the contract does not allow. */
export type Change = (draft: Draft, random: Random) => void;

const placeholder = '\uE000odd\uE000';
const textOf = (draft: Draft) => (typeof draft.body === 'string' ? draft.body : '{}');

/** Puts an odd value at one of the members of the body, or of an object within it. */
function replaceMember(draft: Draft, random: Random): void {
  const text = textOf(draft);
  const members = membersIn(JSON.parse(text));
  if (members === 0) return;
  const chosen = random.below(members);
  let visited = -1;
  // An object that is read again has its members in the same order.
  const changed: unknown = JSON.parse(text, function replace(this: unknown, name, value: unknown) {
    if (name === '' || Array.isArray(this)) return value;
    visited += 1;
    return visited === chosen ? placeholder : value;
  });
  draft.body = JSON.stringify(changed).replace(JSON.stringify(placeholder), () => oddJson(random));
}

/** Returns how many members a value and all objects within it have. */
const membersIn = (value: unknown): number =>
  entriesOf(value).filter(([name]) => name !== '').length +
  (typeof value === 'object' && value !== null ? Object.values(value) : []).reduce<number>(
    (sum, each: unknown) => sum + membersIn(each),
    0,
  );

/** Adds a member, as text, so that it can have any name and be given twice. */
function addMember(draft: Draft, name: string, json: string): void {
  const text = textOf(draft);
  if (!text.startsWith('{')) return;
  const rest = text.slice(1);
  draft.body = `{${JSON.stringify(name)}:${json}${rest.trim() === '}' ? '' : ','}${rest}`;
}

function removeMember(draft: Draft, random: Random): void {
  const body: unknown = JSON.parse(textOf(draft));
  if (!isRecord(body) || Object.keys(body).length === 0) return;
  const gone = random.pick(Object.keys(body));
  draft.body = JSON.stringify(Object.fromEntries(Object.entries(body).filter(([name]) => name !== gone)));
}

function repeatMember(draft: Draft, random: Random): void {
  const body: unknown = JSON.parse(textOf(draft));
  if (isRecord(body) && Object.keys(body).length > 0) addMember(draft, random.pick(Object.keys(body)), oddJson(random));
}

const cut = (text: string, random: Random) => text.slice(0, random.below(text.length));

function breakUtf8(draft: Draft, random: Random): void {
  const bytes = Buffer.from(textOf(draft));
  const at = random.below(bytes.length);
  const broken = random.pick([[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xc0, 0x80]]);
  draft.body = Buffer.concat([bytes.subarray(0, at), Buffer.from(broken), bytes.subarray(at)]);
}

export const oddBodies: Readonly<Record<string, Change>> = {
  'a member of another type': replaceMember,
  'two members of other types': (draft, random) => {
    replaceMember(draft, random);
    if (typeof draft.body === 'string' && !draft.body.includes('\\ud800') && draft.body.length < 1000)
      replaceMember(draft, random);
  },
  'a missing member': removeMember,
  'an extra member': (draft, random) => {
    addMember(draft, random.pick(['extra', 'status', 'id', 'Extra', ...oddTexts.slice(0, 20)]), oddJson(random));
  },
  'a member that changes prototypes': (draft, random) => {
    const name = random.pick(['__proto__', 'constructor', 'prototype', String.raw`__proto__`]);
    addMember(draft, name, random.pick(['{"isAdmin":true}', 'null', '[]']));
  },
  'a prototype within a member': (draft) => {
    addMember(draft, 'parameters', '{"__proto__":{"userName":"x"}}');
  },
  'a repeated member': repeatMember,
  'another value as body': (draft, random) => {
    draft.body = oddJson(random);
  },
  'a cut body': (draft, random) => {
    draft.body = cut(textOf(draft), random);
  },
  'no JSON': (draft, random) => {
    draft.body = random.pick([
      '{',
      "{'a':1}",
      '{"a":1,}',
      'NaN',
      'a=b',
      '{"a":01}',
      '"',
      ' ',
      '\n',
      '/**/{}',
      '{}{}',
      '<a/>',
      '\u2028',
    ]);
  },
  'a byte order mark': (draft) => {
    draft.body = `\uFEFF${textOf(draft)}`;
  },
  'broken UTF-8': breakUtf8,
  'broken UTF-8 in base64': (draft, random) => {
    breakUtf8(draft, random);
    setHeader(draft, 'content-type', 'application/vnd.latchkey+json');
  },
  'UTF-16': (draft) => {
    draft.body = Buffer.from(textOf(draft), 'utf16le');
  },
  'a large body': (draft, random) => {
    addMember(draft, 'padding', JSON.stringify('p'.repeat(random.pick([32_000, 33_000, 200_000]))));
  },
  'many members': (draft, random) => {
    for (let each = 0; each < 300; each += 1) addMember(draft, `m${String(each)}`, oddJson(random).slice(0, 0) || '1');
  },
  'no body': (draft) => {
    draft.body = undefined;
  },
};
