import { wordClasses, type Characters, type PatternSet, type WordClass } from './wordClasses.ts';

/**
 * Does the same as `wordClasses` for the texts of one pattern, faster: patterns that begin otherwise match none of them,
 * and a set with a pattern that matches all of them need not be followed character by character.
 */
export function classesOfPattern(
  pattern: string,
  sets: readonly PatternSet[],
  characters: Characters,
): readonly WordClass[] {
  const near = sets.map((set): PatternSet | boolean => {
    const patterns = set.patterns.filter((each) => mayMeet(pattern, each, set.foldsCase));
    if (patterns.length === 0) return false;
    return patterns.some((each) => isPatternWithin(pattern, each, set.foldsCase, characters)) || { ...set, patterns };
  });
  const open = near.filter((each) => typeof each !== 'boolean');
  const [first] = sets;
  const own: PatternSet = {
    patterns: [pattern],
    wildcards: true,
    foldsCase: first?.foldsCase === true,
    matching: 'surely',
  };
  return wordClasses([own, ...open], characters).map(({ word, matched: [, ...found] }) => ({
    word,
    matched: near.map((each) => (typeof each === 'boolean' ? each : found[open.indexOf(each)] === true)),
  }));
}

/** Whether every text that matches `pattern` also matches `wider`, whatever the values of placeholders are. */
export function isPatternWithin(pattern: string, wider: string, foldsCase: boolean, characters: Characters): boolean {
  if (wider === '*' || pattern === wider) return true;
  if (!mayMeet(pattern, wider, foldsCase)) return false;
  const set = (each: string): PatternSet => ({ patterns: [each], wildcards: true, foldsCase, matching: 'surely' });
  return wordClasses([set(pattern), set(wider)], characters).every(({ matched }) => matched[1] === true);
}

/** Whether two patterns begin alike, up to the first wildcard or placeholder of either. */
export function mayMeet(one: string, other: string, foldsCase: boolean): boolean {
  const [first, second] = [beginning(one, foldsCase), beginning(other, foldsCase)];
  return first.length <= second.length ? second.startsWith(first) : first.startsWith(second);
}

/** The beginnings that were computed, as a cache. */
const beginnings = new Map<string, string>();

function beginning(pattern: string, foldsCase: boolean): string {
  const given = foldsCase ? pattern.toLowerCase() : pattern;
  const known = beginnings.get(given);
  if (known !== undefined) return known;
  const end = given.search(/[*?]|\$\{/);
  // The end of a pattern without wildcards differs from all that goes on.
  const found = end === -1 ? `${given}\n` : given.slice(0, end);
  beginnings.set(given, found);
  return found;
}
