import { isTemplate, readTemplate } from './cloudFormation/readTemplate.ts';
import type { Conditions } from './cloudFormation/intrinsics.ts';
import type { FoundPolicies, FoundPolicy } from './foundPolicy.ts';
import { codeBlocksOf, isHtml, withoutEntities, type CodeBlock } from './page.ts';
import { namedAround, namedInBlock } from './passedOver.ts';
import { wholeFile, type MappedText } from './source/mappedText.ts';
import { objectsIn, readData, readDataIfPossible } from './source/readData.ts';
import { SourceError } from './source/sourceError.ts';
import { itemsOf, valueOf, type SourceValue } from './source/sourceValue.ts';
import { policiesIn } from './terraform/policiesIn.ts';
import { readTerraform } from './terraform/readTerraform.ts';

export interface PolicyFile {
  /** As the person named it. Its ending says what is in it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Returns every policy of a file: JSON as guides have it, a page in Markdown or HTML, a CloudFormation template or a
 * Terraform file. @throws SourceError if it cannot be read
 */
export function readPolicies(file: PolicyFile, conditions: Conditions): FoundPolicies {
  const whole = wholeFile(file.text);
  if (/\.tf$/.test(file.name)) return policiesIn(readTerraform(whole));
  if (/\.(?:md|mdx|markdown|html?)$/.test(file.name)) return readPage(whole, conditions);
  if (/\.(?:json|ya?ml|template)$/.test(file.name)) return readDocuments(decoded(whole), conditions);
  return readByLook(whole, conditions);
}

/** Reads a file whose name does not say what is in it, such as the standard input. */
function readByLook(whole: MappedText, conditions: Conditions): FoundPolicies {
  if (/^[ \t>]*(?:```|~~~)/m.test(whole.text) || isHtml(whole.text)) return readPage(whole, conditions);
  if (looksLikeTerraform(whole.text)) return policiesIn(readTerraform(whole));
  return readDocuments(decoded(whole), conditions);
}

const looksLikeTerraform = (text: string) =>
  /^\s*(?:resource|data|locals|variable|module)\s+(?:"[\w-]+"\s+)*\{/m.test(text) || /\bjsonencode\s*\(/.test(text);

/** In a file of its own, references of HTML are decoded if its quotes are such, as in a copied source of a page. */
const decoded = (whole: MappedText) => (/&(?:quot|lt|#34);/i.test(whole.text) ? withoutEntities(whole) : whole);

function readDocuments(whole: MappedText, conditions: Conditions): FoundPolicies {
  const objects = () => merged(objectsIn(whole).flatMap((each) => inObject(each, conditions)));
  try {
    const found = policiesOfValue(readData(whole), conditions);
    return isEmpty(found) ? objects() : found;
  } catch (error) {
    // A policy with prose around it, as in a mail.
    const inside = objects();
    if (isEmpty(inside)) throw error;
    return inside;
  }
}

function inObject(code: MappedText, conditions: Conditions): readonly FoundPolicies[] {
  const value = readDataIfPossible(code);
  return value === undefined ? [] : [policiesOfValue(value, conditions)];
}

const isEmpty = ({ policies, managed, skipped }: FoundPolicies) =>
  policies.length + managed.length + skipped.length === 0;

function policiesOfValue(value: SourceValue, conditions: Conditions): FoundPolicies {
  if (isTemplate(value)) return readTemplate(value, conditions);
  return { ...nothing, policies: documentsIn(value).map((document) => policyOf(document, 'the file')) };
}

const nothing: FoundPolicies = { policies: [], managed: [], skipped: [] };

function policyOf(document: SourceValue, where: string): FoundPolicy {
  return { name: undefined, where, isInline: false, place: document.place, document };
}

/** Returns the policy documents of a value: itself, a bare statement or list of statements, or what holds documents. */
function documentsIn(value: SourceValue): readonly SourceValue[] {
  if (valueOf(value, 'Statement') !== undefined || isStatement(value)) return [value];
  if (value.kind === 'list' && value.items.length > 0 && value.items.every(isStatement)) return [value];
  if (value.kind === 'map') return value.entries.flatMap((entry) => documentsIn(entry.value));
  return itemsOf(value).flatMap((item) => (item === value ? [] : documentsIn(item)));
}

const isStatement = (value: SourceValue) =>
  valueOf(value, 'Effect') !== undefined && (valueOf(value, 'Action') ?? valueOf(value, 'NotAction')) !== undefined;

function readPage(page: MappedText, conditions: Conditions): FoundPolicies {
  const blocks = codeBlocksOf(page);
  if (blocks.length === 0 && looksLikePolicy(page.text)) return readDocuments(decoded(page), conditions);
  const found = merged(blocks.map((block) => inBlock(block, conditions)));
  return { ...found, skipped: [...found.skipped, ...namedAround(page)] };
}

function inBlock({ fence, heading, language, code }: CodeBlock, conditions: Conditions): FoundPolicies {
  const found = policiesInCode(decoded(code), language, conditions);
  const under = heading === undefined ? `fence ${String(fence)}` : `fence ${String(fence)}, under "${heading}"`;
  if (isEmpty(found)) return { ...nothing, skipped: namedInBlock(code, under) };
  return {
    ...found,
    policies: found.policies.map((policy) => ({
      ...policy,
      fence,
      where: policy.where === 'the file' ? under : `${under}: ${policy.where}`,
    })),
  };
}

function policiesInCode(code: MappedText, language: string, conditions: Conditions): FoundPolicies {
  if (['hcl', 'terraform', 'tf'].includes(language) || looksLikeTerraform(code.text)) {
    try {
      return policiesIn(readTerraform(code));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
    }
  }
  if (!/Statement|Effect|AWS::IAM::/i.test(code.text)) return nothing;
  const value = readDataIfPossible(code);
  const found = value === undefined ? nothing : policiesOfValue(value, conditions);
  if (found.policies.length > 0 || found.managed.length > 0) return found;
  const inside = merged(objectsIn(code).flatMap((each) => inObject(each, conditions)));
  if (inside.policies.length > 0) return inside;
  // What looks like a policy and cannot be read must not be passed over in silence.
  if (looksLikePolicy(code.text)) return { ...nothing, policies: [unreadable(code)] };
  return nothing;
}

const looksLikePolicy = (text: string) => /["“]?(?:Statement|Effect)["”]?\s*:/.test(text);

/** A policy that cannot be read. Whoever chooses it gets the error of the reader. */
function unreadable(code: MappedText): FoundPolicy {
  try {
    return policyOf(readData(code), 'the file');
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const place = error.place ?? code.placeAt(0);
    return { ...policyOf({ kind: 'list', items: [], place }, 'the file'), unreadable: error };
  }
}

function merged(each: readonly FoundPolicies[]): FoundPolicies {
  return {
    policies: each.flatMap(({ policies }) => policies),
    managed: each.flatMap(({ managed }) => managed),
    skipped: each.flatMap(({ skipped }) => skipped),
  };
}
