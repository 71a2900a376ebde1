import { escaped } from './escaped.ts';
import type { TextValue } from '../source/sourceValue.ts';
import type { Answers } from './answers.ts';

/** A part of a text. `offset`: how many characters of the text stand before it. */
export type Token = Literal | HoleToken;
export interface Literal {
  readonly literal: string;
  readonly offset: number;
  /** The person said that it stays. `literal` is what it becomes, and `written` what the guide has. */
  readonly written?: string;
}
export interface HoleToken {
  readonly hole: string;
  readonly offset: number;
}

/** The forms of what a reader of a guide is to replace, whatever is around it. */
const marked = [
  /<[^<>\s][^<>]*>/,
  /\{\{[^{}]+\}\}/,
  // CloudFormation's own, in a text that is no template.
  /\$\{AWS::\w+\}/,
  // Not a variable of IAM, which has a colon or is one of `${*}`, `${?}`, `${$}`.
  /\$\{(?![*?$]\})[^{}:]+\}/,
  /\$\([^()]*\)/,
  /\$[A-Za-z_]\w*/,
  /(?<!\$)\{[A-Za-z_][\w .-]*\}/,
  /\[[A-Za-z][\w .-]*\]/,
  /%[A-Za-z_]\w*%/,
  /(?<![\w-])(?:YOUR|MY|ENTER|INSERT|REPLACE)[-_][A-Za-z0-9_-]*[A-Za-z0-9]/,
  /(?<![\w-])(?:your|enter|insert|replace)[-_][a-z0-9_-]*[a-z0-9]/,
  /(?<![\w-])(?:ACCOUNT[-_]?ID|AccountId|account-id|AWS_ACCOUNT|AWS_REGION|REGION|BUCKET[-_]?NAME)(?![\w-])/,
  /(?<!\w)(?:[xX]{6,}|#{6,}|\.{3}|…)(?!\w)/,
];

/** Words in capitals: in ARNs a sign of a placeholder, in conditions often a value of AWS. */
const inArns = /(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/;

/** Splits a text into literals and holes. What the person said comes first, then the signs of a placeholder. */
export function tokensOf({ parts }: Pick<TextValue, 'parts'>, answers: Answers): readonly Token[] {
  const isArn = parts.some((part) => 'literal' in part && /(?:^|[^\w])arn:/.test(part.literal));
  const pattern = patternFor(answers, isArn);
  const tokens: Token[] = [];
  let offset = 0;
  for (const part of parts) {
    if ('hole' in part) tokens.push(answered(part.hole, offset, answers) ?? { hole: part.hole, offset });
    else tokens.push(...split(part.literal, offset, pattern, answers));
    offset += 'hole' in part ? part.hole.length : part.literal.length;
  }
  return tokens;
}

function split(text: string, offset: number, pattern: RegExp, answers: Answers): readonly Token[] {
  const tokens: Token[] = [];
  let copied = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    tokens.push({ literal: text.slice(copied, index), offset: offset + copied });
    tokens.push(answered(found, offset + index, answers) ?? { hole: found, offset: offset + index });
    copied = index + found.length;
  }
  tokens.push({ literal: text.slice(copied), offset: offset + copied });
  return tokens.filter((token) => 'hole' in token || token.literal !== '');
}

function answered(found: string, offset: number, answers: Answers): Literal | undefined {
  const answer = answers.literal.find(({ text }) => text === found);
  return answer === undefined ? undefined : { literal: answer.value, offset, written: found };
}

const patterns = new WeakMap<Answers, Map<boolean, RegExp>>();

function patternFor(answers: Answers, isArn: boolean): RegExp {
  const known = patterns.get(answers) ?? new Map<boolean, RegExp>();
  patterns.set(answers, known);
  const texts = [...answers.set, ...answers.literal]
    .map(({ text }) => text)
    .toSorted((one, other) => other.length - one.length)
    .map((text) => `(?<![A-Za-z0-9])${escaped(text)}(?![A-Za-z0-9])`);
  const all = [...texts, ...[...marked, ...(isArn ? [inArns] : [])].map(({ source }) => source)];
  const pattern = known.get(isArn) ?? new RegExp(all.join('|'), 'g');
  known.set(isArn, pattern);
  return pattern;
}
