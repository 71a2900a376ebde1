import type { CliContext, Questions } from '../context.ts';
import { exitCodes, Failure, WrongUsage } from '../failures.ts';
import { titleFrom } from './blueprintName.ts';
import type { ImportFlags } from './importFlags.ts';

/** What a person wants a new blueprint to have. */
export interface NewBlueprint {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly userNames: readonly string[];
  readonly managed: readonly string[];
  /** A file with a policy. Undefined: AWS managed policies are all. */
  readonly file: string | undefined;
}

type Given = Pick<ImportFlags, 'name' | 'title' | 'guide' | 'user' | 'managed'> & {
  readonly file?: string | undefined;
};

/** Asks for what the flags do not say. Without a terminal, a flag that is needed is named. @throws Failure */
export async function askForBlueprint(
  { questions }: Pick<CliContext, 'questions'>,
  given: Given,
): Promise<NewBlueprint> {
  const name = given.name ?? (await needed(questions, '--name').text('Name of the blueprint', 'our-product'));
  const title =
    given.title ?? (await questions?.text('Title, for administrators of tenants', titleFrom(name))) ?? titleFrom(name);
  const source = given.guide ?? (await questions?.text('Address of the guide', 'none')) ?? 'none';
  const userNames =
    given.user ?? words((await questions?.text('Names of the users, separated by commas', name)) ?? name);
  const isSaid = given.managed !== undefined || given.file !== undefined;
  const managed =
    given.managed ??
    (isSaid ? [] : words(none(await questions?.text('Policies of AWS that they get, separated by commas', 'none'))));
  const file =
    given.file ?? (isSaid ? undefined : noneOr(await questions?.text('File with a policy that they get', 'none')));
  if (managed.length === 0 && file === undefined)
    throw new Failure(
      questions === undefined ? exitCodes.usage : exitCodes.refused,
      'The users need a policy: --managed NAME for one of AWS, or --policy-file FILE.',
    );
  return { name, title, source: source === 'none' ? `Written by hand for ${title}` : source, userNames, managed, file };
}

function needed(questions: Questions | undefined, flag: string): Questions {
  if (questions === undefined) throw new WrongUsage(`Without a terminal, ${flag} is needed.`);
  return questions;
}

const none = (answer: string | undefined) => (answer === undefined || answer === 'none' ? '' : answer);
const noneOr = (answer: string | undefined) => (none(answer) === '' ? undefined : answer);

const words = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
