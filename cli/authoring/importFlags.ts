import { readLiteral, readSet, type Answers } from '../../authoring/import/find/answers.ts';
import { WrongUsage } from '../failures.ts';

/** The flags of every command that imports a policy. */
export interface ImportFlags {
  readonly set?: readonly string[] | undefined;
  readonly literal?: readonly string[] | undefined;
  readonly allowEscalation?: readonly string[] | undefined;
  readonly condition?: readonly string[] | undefined;
  readonly managed?: readonly string[] | undefined;
  readonly policy?: readonly string[] | undefined;
  readonly fence?: readonly string[] | undefined;
  readonly guide?: string | undefined;
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  readonly user?: readonly string[] | undefined;
  readonly out: string;
  readonly format: 'yaml' | 'json';
  readonly force?: boolean | undefined;
  readonly json?: boolean | undefined;
}

const repeated = { kind: 'parsed', parse: String, optional: true, variadic: true } as const;
const single = { kind: 'parsed', parse: String, optional: true } as const;
const flag = { kind: 'boolean', optional: true, withNegated: false } as const;

export const importFlags = {
  set: {
    ...repeated,
    placeholder: 'NAME=TEXT',
    brief: 'The TEXT of the guide is the parameter NAME, or accountId or partition; NAME:SERVICE/TYPE=TEXT for an ARN',
  },
  literal: {
    ...repeated,
    placeholder: 'TEXT[=VALUE]',
    brief: 'The TEXT of the guide stays as it is, or VALUE replaces it in every account',
  },
  allowEscalation: {
    ...repeated,
    placeholder: 'METHOD',
    brief:
      'An intended escalation method: a way in which the users can get more permissions. A note of the blueprint tells tenants',
  },
  condition: {
    ...repeated,
    placeholder: 'NAME=true|false',
    brief: 'Whether a condition of a CloudFormation template is true',
  },
  managed: { ...repeated, placeholder: 'NAME', brief: 'An AWS managed policy that the guide attaches' },
  policy: {
    ...repeated,
    placeholder: 'POLICY',
    brief: 'Number, name or a part of the heading, if the file has several policies',
  },
  fence: {
    ...repeated,
    placeholder: 'NUMBER',
    brief: 'Number of the block of code (fence) that has the policy, if the file is a page',
  },
  guide: { ...single, placeholder: 'URL', brief: 'Address of the guide, for the source of the blueprint' },
  name: { ...single, placeholder: 'NAME', brief: 'Name of the blueprint (import: by default the name of the file)' },
  title: { ...single, placeholder: 'TITLE', brief: 'Title, which the tenant’s administrator reads' },
  user: {
    ...repeated,
    placeholder: 'NAME',
    brief: 'Name of a user in the guide (import: by default the name of the blueprint)',
  },
  out: { kind: 'parsed', parse: String, default: 'blueprints', placeholder: 'FOLDER', brief: 'Folder for the file' },
  format: { kind: 'enum', values: ['yaml', 'json'], default: 'yaml', brief: 'Form of the file' },
  force: { ...flag, brief: 'Replace an existing file' },
  json: { ...flag, brief: 'Print the report, the blueprint and the preview as JSON' },
} as const;

/** Reads what the person said about texts of the guide. @throws WrongUsage */
export function answersIn({ set = [], literal = [] }: Pick<ImportFlags, 'set' | 'literal'>): Answers {
  return {
    set: set.map((given) => {
      const answer = readSet(given);
      if (answer === undefined)
        throw new WrongUsage(`--set must be NAME=TEXT or NAME:SERVICE/TYPE=TEXT, not ${JSON.stringify(given)}.`);
      return answer;
    }),
    literal: literal.map(readLiteral),
  };
}

/** Reads the conditions of a template. @throws WrongUsage */
export function conditionsIn({ condition = [] }: Pick<ImportFlags, 'condition'>): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    condition.map((given) => {
      const [, name, value] = /^(\w+)=(true|false)$/.exec(given) ?? [];
      if (name === undefined)
        throw new WrongUsage(`--condition must be NAME=true or NAME=false, not ${JSON.stringify(given)}.`);
      return [name, value === 'true'];
    }),
  );
}

/** Reads the numbers of fences. @throws WrongUsage */
export function fencesIn({ fence = [] }: Pick<ImportFlags, 'fence'>): readonly number[] {
  return fence.map((given) => {
    if (!/^[1-9]\d*$/.test(given))
      throw new WrongUsage(`--fence must be a number from 1, not ${JSON.stringify(given)}.`);
    return Number(given);
  });
}
