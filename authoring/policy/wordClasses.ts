import { isPlaceholder, tokensOf, type Reading, type Token } from './tokens.ts';

/** A set of texts: those that match one of the patterns. */
export interface PatternSet extends Reading {
  readonly patterns: readonly string[];
  /**
   * `surely`: texts that match whatever the values of placeholders are. `possibly`: texts that match for some values.
   */
  readonly matching: 'surely' | 'possibly';
}

/** Texts that match the same of several sets, with one of these texts. */
export interface WordClass {
  /** Characters and placeholders. `anyOther` stands for every character that is in no pattern at this place. */
  readonly word: readonly string[];
  /** For each set, whether the texts match. */
  readonly matched: readonly boolean[];
}

/** For each placeholder, such as `${region}`, an expression for the characters that its values may have. Absent: all. */
export type Characters = ReadonlyMap<string, RegExp>;

export const anyOther = '\u0000';

/** The patterns are so many and so entangled that not all of their texts could be looked at. */
export class TooEntangled extends Error {}

const mostStates = 150_000;

/** A place in a pattern, before one of its tokens or at its end. */
interface Place {
  readonly set: number;
  readonly token: Token | undefined;
  readonly isPossibly: boolean;
}

/**
 * Divides all texts that match the first set by which of the other sets they match, and returns each class once. This is
 * exact for `surely` and patterns without placeholders: it runs through all patterns at once, character by character,
 * until no new state is found (the subset construction for finite automata).
 *
 * @throws TooEntangled if there are more states than can be looked at
 */
export function wordClasses(sets: readonly PatternSet[], characters: Characters = new Map()): readonly WordClass[] {
  const places = sets.flatMap((set, index) =>
    set.patterns.flatMap((pattern): Place[] =>
      [...tokensOf(pattern, set), undefined].map((token) => ({
        set: index,
        token,
        isPossibly: set.matching === 'possibly',
      })),
    ),
  );
  const start = closed(
    places,
    places.flatMap((_, at) => (at === 0 || places[at - 1]?.token === undefined ? [at] : [])),
  );
  const seen = new Set([start.join()]);
  const found = new Map<string, WordClass>();
  let level: { at: readonly number[]; word: readonly string[] }[] = [{ at: start, word: [] }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { at, word } of level) {
      const matched = sets.map(() => false);
      for (const each of at) {
        const place = places[each];
        if (place !== undefined && place.token === undefined) matched[place.set] = true;
      }
      if (matched[0] === true && !found.has(matched.join())) found.set(matched.join(), { word, matched });
      for (const letter of lettersAt(places, at)) {
        const reached = closed(
          places,
          at.flatMap((each) => afterLetter(places, each, letter, characters)),
        );
        const key = reached.join();
        if (seen.has(key) || !reached.some((each) => places[each]?.set === 0)) continue;
        if (seen.size >= mostStates) throw new TooEntangled();
        seen.add(key);
        next.push({ at: reached, word: [...word, letter] });
      }
    }
    level = next;
  }
  return [...found.values()];
}

function lettersAt(places: readonly Place[], at: readonly number[]): ReadonlySet<string> {
  const letters = new Set([anyOther]);
  for (const each of at) {
    const token = places[each]?.token;
    if (token?.kind === 'letter' || token?.kind === 'placeholder') letters.add(token.letter);
  }
  return letters;
}

/** Adds the places that are reached without a character: after `*`, and after a placeholder that may be any text. */
function closed(places: readonly Place[], at: readonly number[]): readonly number[] {
  const all = new Set(at);
  for (const each of all) {
    const place = places[each];
    if (place?.token?.kind === 'any' || (place?.token?.kind === 'placeholder' && place.isPossibly)) all.add(each + 1);
  }
  return [...all].sort((one, other) => one - other);
}

function afterLetter(places: readonly Place[], at: number, letter: string, characters: Characters): readonly number[] {
  const place = places[at];
  if (place?.token === undefined) return [];
  if (place.isPossibly && isPlaceholder(letter)) return asFarAsAValueGoes(places, at, characters.get(letter));
  switch (place.token.kind) {
    case 'any':
      return [at];
    case 'one':
      return isPlaceholder(letter) ? [] : [at + 1];
    case 'letter':
      return place.token.letter === letter ? [at + 1] : [];
    case 'placeholder':
      if (place.isPossibly) return admits(characters.get(place.token.letter), letter) ? [at] : [];
      return place.token.letter === letter ? [at + 1] : [];
  }
}

/** The value of a placeholder may match any of the tokens that follow, as long as it may have their characters. */
function asFarAsAValueGoes(places: readonly Place[], at: number, allowed: RegExp | undefined): readonly number[] {
  const reached = [at];
  for (let each = at; ; each += 1) {
    const token = places[each]?.token;
    if (token === undefined || (token.kind === 'letter' && !admits(allowed, token.letter))) return reached;
    reached.push(each + 1);
  }
}

function admits(allowed: RegExp | undefined, letter: string): boolean {
  return allowed === undefined || letter === anyOther || allowed.test(letter);
}
