import type { Parameter } from '../../../catalog/blueprint.ts';
import type { Place } from '../source/mappedText.ts';
import type { Answers } from './answers.ts';
import { freeName } from './words.ts';

/** A text of the guide that was found to differ for each tenant, or that stays although it could, and why. */
export interface Finding {
  /** As the guide has it. */
  readonly text: string;
  /** What stands in the blueprint: `${bucketName}`, or a text that stays. */
  readonly becomes: string;
  readonly why: string;
  readonly places: readonly Place[];
}

/** A text whose meaning only a person knows. The import ends without a blueprint. */
export interface OpenQuestion {
  readonly text: string;
  readonly question: string;
  /** What to pass, as a whole sentence. */
  readonly remedy: string;
  /** The escalation method that it is about, if it is about one. */
  readonly escalation?: string;
  readonly places: readonly Place[];
}

export interface FoundParameter {
  readonly name: string;
  readonly parameter: Parameter;
  /** The value that renders the guide again. */
  readonly value: string | readonly string[];
  readonly places: readonly Place[];
}

/** What a text stands for. */
export type Meaning =
  | { readonly is: 'accountId' | 'partition' }
  | {
      readonly is: 'parameter';
      readonly name: string;
      /** Given the name that the parameter gets, and the text of the guide. */
      readonly make: (text: string) => Parameter;
    };

/** Collects what is found. The same text with the same meaning is one parameter. */
export function findingsOf({ set }: Answers) {
  const findings = new Map<string, { -readonly [Key in keyof Finding]: Finding[Key] }>();
  const questions = new Map<string, { -readonly [Key in keyof OpenQuestion]: OpenQuestion[Key] }>();
  const parameters = new Map<
    string,
    { name: string; parameter: Parameter; value: string | readonly string[]; places: Place[] }
  >();
  const values = new Map<'accountId' | 'partition', string>();

  function note(text: string, becomes: string, why: string, place: Place): string {
    const key = `${text}\n${becomes}`;
    const known = findings.get(key);
    if (known === undefined) findings.set(key, { text, becomes, why, places: [place] });
    else if (!known.places.some((each) => each.line === place.line && each.column === place.column))
      known.places = [...known.places, place];
    return becomes;
  }

  /** Returns the name of the parameter for a text, and makes it if there is none yet. */
  function named(text: string, meaning: Extract<Meaning, { is: 'parameter' }>, place: Place): string {
    const parameter = meaning.make(text);
    const answer = set.find((each) => each.text === text);
    const same = [...parameters.values()].find(
      (each) => (each.value === text && each.parameter.kind === parameter.kind) || each.name === answer?.name,
    );
    if (same !== undefined) {
      same.places.push(place);
      return same.name;
    }
    const taken = [...parameters.keys(), ...set.filter((each) => each.text !== text).map(({ name }) => name)];
    const name = answer?.name ?? freeName(meaning.name, [...taken, ...namesOfTheBlueprint]);
    parameters.set(name, { name, parameter, value: text, places: [place] });
    return name;
  }

  return {
    /** Notes a text that becomes a value of the onboarding or a parameter, and returns what to write for it. */
    becomes(text: string, meaning: Meaning, why: string, place: Place): string {
      if (meaning.is === 'parameter') return note(text, `\${${named(text, meaning, place)}}`, why, place);
      if (!values.has(meaning.is)) values.set(meaning.is, text);
      return note(text, `\${${meaning.is}}`, why, place);
    },
    /** Notes a list that becomes a parameter. */
    list(texts: readonly string[], given: Omit<FoundParameter, 'places' | 'value'>, why: string, place: Place): string {
      const value = texts.join(', ');
      const same = [...parameters.values()].find(
        (each) => Array.isArray(each.value) && each.value.join(', ') === value,
      );
      const name = same?.name ?? freeName(given.name, [...parameters.keys(), ...namesOfTheBlueprint]);
      if (same === undefined) parameters.set(name, { ...given, name, value: texts, places: [place] });
      return note(value, `\${${name}}`, why, place);
    },
    /** Notes a text that stays, and returns it. */
    stays: (text: string, why: string, place: Place) => note(text, text, why, place),
    literal: (text: string, value: string, why: string, place: Place) => note(text, value, why, place),
    /** Asks about a text, and returns it. */
    ask(text: string, question: string, remedy: string, place: Place): string {
      const known = questions.get(text);
      if (known === undefined) questions.set(text, { text, question, remedy, places: [place] });
      else known.places = [...known.places, place];
      return text;
    },
    value: (of: 'accountId' | 'partition') => values.get(of),
    result: () => ({
      findings: [...findings.values()],
      questions: [...questions.values()],
      parameters: [...parameters.values()],
      values: { accountId: values.get('accountId'), partition: values.get('partition') },
    }),
  };
}

/** The names of the parameters that every imported blueprint has. */
const namesOfTheBlueprint = ['userName', 'policyName'] as const;

export type Findings = ReturnType<typeof findingsOf>;
