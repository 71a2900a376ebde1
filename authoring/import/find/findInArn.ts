import type { Place } from '../source/mappedText.ts';
import { account, hole, writtenFor, type Search } from './findInParts.ts';
import type { Meaning } from './findings.ts';
import {
  accountId,
  isKnownRegion,
  isPartition,
  meansAccount,
  meansPartition,
  meansRegion,
  nameMeaning,
  partition,
  regionMeaning,
  repeatsVariable,
  textMeaning,
} from './meanings.ts';
import { variablesOf, type Variable } from './resourceOfArn.ts';
import type { Token } from './placeholders.ts';

type Places = (offset: number) => Place;
type Field = readonly Token[];

/** The name of a thing of the tenant in an example, such as `my-queue`. */
const sampleName = /^(?:my|your|example|sample|test|foo|bar|demo)(?:$|[-_])|example|DOC-EXAMPLE|amzn-s3-demo/i;

/** Returns what to write for an ARN, and notes what was found in its fields. */
export function findInArn(tokens: readonly Token[], placeOf: Places, search: Search): string {
  const fields = fieldsOf(tokens);
  const [, itsPartition, service, region, itsAccount, resource] = fields;
  if (
    itsPartition === undefined ||
    service === undefined ||
    resource === undefined ||
    region === undefined ||
    itsAccount === undefined
  ) {
    const text = textIn(tokens);
    return search.findings.ask(
      text,
      'An ARN has six parts, separated by colons, and this one has fewer.',
      'Correct it in the file.',
      placeOf(0),
    );
  }
  const written = [
    'arn',
    field(itsPartition, placeOf, search, { meaning: partition, isValue: isPartition }),
    field(service, placeOf, search, {}),
    field(region, placeOf, search, { meaning: regionMeaning(), isValue: isKnownRegion }),
    accountField(itsAccount, placeOf, search),
    resourceField(resource, placeOf, search, {
      service: textIn(service).toLowerCase(),
      region: textIn(region),
      account: textIn(itsAccount),
    }),
  ];
  return written.join(':');
}

/** Splits the tokens of an ARN at its first five colons. */
function fieldsOf(tokens: readonly Token[]): readonly Field[] {
  const fields: Token[][] = [[]];
  for (const token of tokens) {
    if ('hole' in token || token.written !== undefined) {
      fields.at(-1)?.push(token);
      continue;
    }
    let { literal, offset } = token;
    for (let at = literal.indexOf(':'); at >= 0 && fields.length < 6; at = literal.indexOf(':')) {
      if (at > 0) fields.at(-1)?.push({ literal: literal.slice(0, at), offset });
      fields.push([]);
      literal = literal.slice(at + 1);
      offset += at + 1;
    }
    if (literal !== '') fields.at(-1)?.push({ literal, offset });
  }
  return fields;
}

const textIn = (field: Field) => field.map((token) => ('hole' in token ? token.hole : token.literal)).join('');

interface FieldRule {
  readonly meaning?: Meaning;
  /** Whether a literal is a value that AWS knows for the field. */
  readonly isValue?: (text: string) => boolean;
}

/** A partition or region: a known value, a pattern of such values, or what a person has to fill in. */
function field(tokens: Field, placeOf: Places, search: Search, { meaning, isValue }: FieldRule): string {
  const [only, ...more] = tokens;
  if (only === undefined) return '';
  if (more.length === 0 && 'literal' in only && only.written === undefined && meaning !== undefined) {
    const place = placeOf(only.offset);
    if (isValue?.(only.literal) === true)
      return search.findings.becomes(
        only.literal,
        meaning,
        meaning.is === 'partition' ? 'Every ARN names the partition of its account.' : 'It is a region of AWS.',
        place,
      );
    if (/[*?]/.test(only.literal)) return only.literal;
    return hole({ hole: only.literal, offset: only.offset }, placeOf, search, meaning);
  }
  return tokens.map((token) => writtenFor(token, placeOf, search, meaning)).join('');
}

function accountField(tokens: Field, placeOf: Places, search: Search): string {
  const [only, ...more] = tokens;
  if (only === undefined) return '';
  if (more.length === 0 && 'literal' in only && only.written === undefined) {
    if (/^\d{12}$/.test(only.literal)) return account(only.literal, search, placeOf(only.offset));
    if (/[*?]/.test(only.literal) || /^(?:aws|cloudfront|amazon)/.test(only.literal)) return only.literal;
    return hole({ hole: only.literal, offset: only.offset }, placeOf, search, accountId);
  }
  return tokens.map((token) => writtenFor(token, placeOf, search, accountId)).join('');
}

interface Others {
  readonly service: string;
  readonly region: string;
  readonly account: string;
}

/** The last field: what the variables of its format stand for is found in it. */
function resourceField(tokens: Field, placeOf: Places, search: Search, others: Others): string {
  // One character for each placeholder, so that the format is compared with what is around them.
  const masked = tokens
    .map((token) => ('hole' in token || token.written !== undefined ? '\ue000' : token.literal))
    .join('');
  const variables = variablesOf(search.names, { ...others, resource: masked }) ?? [];
  let at = 0;
  return tokens
    .map((token) => {
      const from = at;
      at += 'hole' in token || token.written !== undefined ? 1 : token.literal.length;
      if ('literal' in token)
        return token.written === undefined ? names(token, from) : writtenFor(token, placeOf, search);
      const variable = variables.find((each) => each.from <= from && at <= each.to);
      const isWhole = variable?.from === from && variable.to === at;
      return hole(token, placeOf, search, meaningIn(token.hole, variable, isWhole));
    })
    .join('');

  /** A literal: whole names of buckets, and names that only examples have, become parameters. */
  function names(token: Extract<Token, { literal: string }>, from: number): string {
    const found = variables.find(
      (each) =>
        each.from >= from &&
        each.to <= from + token.literal.length &&
        isName(token.literal.slice(each.from - from, each.to - from), each, placeOf(token.offset + each.from - from)),
    );
    if (found === undefined) return writtenFor(token, placeOf, search);
    const [begin, end] = [found.from - from, found.to - from];
    const name = token.literal.slice(begin, end);
    const before = writtenFor({ literal: token.literal.slice(0, begin), offset: token.offset }, placeOf, search);
    const after = writtenFor({ literal: token.literal.slice(end), offset: token.offset + end }, placeOf, search);
    const why =
      found.resourceType === 'bucket'
        ? 'It is the name of a bucket, which only one account can have.'
        : isGiven(found)
          ? 'It is an ID that AWS gives to one resource of one account.'
          : 'It is a name that examples use.';
    const meaning = nameMeaning(undefined, {
      service: others.service,
      resourceType: found.resourceType,
      variable: found.name,
    });
    return before + search.findings.becomes(name, meaning, why, placeOf(token.offset + begin)) + after;
  }

  function isName(text: string, variable: Variable, place: Place): boolean {
    if (/\w/.test(text) && /[*?]/.test(text) && variable.name === 'BucketName')
      search.findings.stays(
        text,
        `It is a pattern of names of buckets. Pass --set 'NAME=TEXT' for a part of it that differs between tenants.`,
        place,
      );
    if (/[*?]|\$\{|\d{12}/.test(text) || (text.match(regions) ?? []).some(isKnownRegion)) return false;
    if (
      (others.service === 's3' && variable.name === 'BucketName') ||
      sampleName.test(text) ||
      (text !== '' && isGiven(variable)) ||
      repeatsVariable(text, variable.name)
    )
      return true;
    // Policies of AWS and roles of its services have the same names in every account.
    if (text !== '' && others.account !== 'aws' && !text.startsWith('aws-service-role/'))
      search.findings.stays(
        text,
        `It is a fixed name (${others.service}, ${variable.resourceType}). Pass --set 'NAME=${text}' if each tenant has another.`,
        place,
      );
    return false;
  }

  /** Images are often public, and the account of a resource that is named may be the vendor's. */
  function isGiven({ name, resourceType }: Variable): boolean {
    return /Id$/.test(name) && resourceType !== 'image' && !/^(?:\d{12}|aws.*)$/.test(others.account);
  }

  function meaningIn(text: string, variable: Variable | undefined, isWhole: boolean): Meaning | undefined {
    if (variable === undefined || !isWhole || meansAccount(text) || meansRegion(text) || meansPartition(text))
      return undefined;
    // The key of an object and the like: no name of a resource that can be looked up.
    if (variable.name === 'ObjectName') return textMeaning(text, '[^*?$]+');
    return nameMeaning(text, { service: others.service, resourceType: variable.resourceType, variable: variable.name });
  }
}

const regions = /[a-z]{2}(?:-[a-z]+)+-\d/g;
