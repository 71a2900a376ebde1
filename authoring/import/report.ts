import type { Option } from './choose.ts';
import type { Finding, FoundParameter, OpenQuestion } from './find/findings.ts';
import type { Risky } from './pointOut.ts';
import type { Change } from './policy/change.ts';
import type { Place } from './source/mappedText.ts';
import { groupedBy } from '../policy/groupedBy.ts';

/** Everything that an import decided, and what it asks. */
export interface Report {
  /** The file, as the person named it. Empty: there is none. */
  readonly file: string;
  /** What became a parameter or a value of the onboarding, and what stays although it could. */
  readonly findings: readonly Finding[];
  readonly parameters: readonly FoundParameter[];
  /** In what the blueprint differs from the guide. */
  readonly changes: readonly Change[];
  readonly questions: readonly OpenQuestion[];
  /** What gives more than most products need. */
  readonly risky: readonly Risky[];
  /** What else was decided, each a sentence. */
  readonly decided: readonly string[];
  /** The actions that the permissions boundary allows and no policy does. */
  readonly boundaryAdds: readonly string[];
  /** What was not imported, each with its place. */
  readonly skipped: readonly { readonly text: string; readonly place: Place }[];
}

const at = ({ line, column }: Place) => `${String(line)}:${String(column)}`;
const places = (all: readonly Place[]) =>
  all.length <= 3 ? all.map(at).join(', ') : `${all.slice(0, 3).map(at).join(', ')} and ${String(all.length - 3)} more`;

/** Returns the report for a person, with places as LINE:COLUMN of the file. */
export function reportText({
  file,
  findings,
  changes,
  questions,
  risky,
  decided,
  boundaryAdds,
  skipped,
}: Report): string {
  const replaced = findings.filter(({ text, becomes }) => text !== becomes);
  const staying = findings.filter(({ text, becomes }) => text === becomes);
  return [
    file === '' ? '' : `${file} (places are LINE:COLUMN)\n`,
    part(
      'Found, and made a parameter or a value of the onboarding',
      replaced.map((each) => `${places(each.places)}: ${each.text} becomes ${each.becomes}. ${each.why}`),
    ),
    part(
      'Stays as it is',
      staying.map((each) => `${places(each.places)}: ${each.text}. ${each.why}`),
    ),
    part('Differs from the guide', changes.map(changeText)),
    part(
      'Not imported',
      skipped.map((each) => `${at(each.place)}: ${each.text}`),
    ),
    part(
      'Wide permissions',
      risky.map((each) => `${at(each.place)}: ${each.text}`),
    ),
    part('Decided', decided),
    part('The permissions boundary also allows', byService(boundaryAdds)),
    part(
      'Open: do what each line says, and run the command again',
      questions.map(
        (each) =>
          `${each.places.length === 0 ? '' : `${places(each.places)}: `}${each.text}. ${each.question} ${each.remedy}`,
      ),
    ),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function changeText({ element, from, to, why, place }: Change): string {
  const what =
    from === undefined
      ? `${element} ${to ?? ''} is added`
      : to === undefined
        ? `${element}${from === 'there' || from === '' ? '' : ` ${from}`} is left out`
        : `${element} ${from} becomes ${to}`;
  return `${at(place)}: ${what}. ${why}`;
}

function part(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** Returns the list of what can be chosen. */
export function optionsText(file: string, options: readonly Option[], why: string): string {
  const lines = options.map(
    ({ number, name, where, place }) =>
      `  ${String(number)}  ${name === undefined ? '' : `${name}, `}${where} (line ${String(place.line)})\n`,
  );
  return `${file}: ${why} Choose with --policy NUMBER, or with its name or a part of its heading:\n${lines.join('')}`;
}

function byService(actions: readonly string[]): readonly string[] {
  const services = groupedBy(actions, (name) => name.split(':')[0] ?? '');
  return services.map(
    ([service, names]) => `${service}: ${names.map((name) => name.slice(service.length + 1)).join(', ')}`,
  );
}
