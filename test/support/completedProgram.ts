import { buildApplication, buildCommand, buildRouteMap } from '@stricli/core';
import { homedir } from 'node:os';
import { proposalLines } from '../../cli/completion/proposals.ts';
import { completionScript, completionWord } from '../../cli/completion/script.ts';
import { proposeBlueprints, proposeProfiles } from '../../cli/completion/values.ts';

const statuses = ['ready', 'claimed'];

const stop = buildCommand<object, [string]>({
  docs: { brief: 'Stop requests' },
  parameters: {
    flags: {},
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, brief: 'Scope', proposeCompletions: () => ['tenant:acme', 'tenant:globex', 'all'] },
      ],
    },
  },
  func: () => undefined,
});
interface ListFlags {
  readonly status?: string;
  readonly blueprint?: string;
  readonly profile?: string;
  readonly csv?: string;
  readonly withKeys?: boolean;
}

const list = buildCommand<ListFlags>({
  docs: { brief: 'List onboardings' },
  parameters: {
    flags: {
      status: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Only in this status',
        proposeCompletions: () => statuses,
      },
      blueprint: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Blueprint',
        proposeCompletions: proposeBlueprints,
      },
      profile: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Profile\nof the user',
        proposeCompletions: (partial) => proposeProfiles(partial, { environment: {}, home: homedir() }),
      },
      csv: { kind: 'parsed', parse: String, optional: true, brief: 'A file' },
      withKeys: { kind: 'boolean', optional: true, brief: 'Odd' },
    },
    aliases: {},
  },
  func: () => undefined,
});
/** A program with commands as latchkey has them, to try its completion in a shell. */
const root = buildRouteMap({ routes: { list, stop }, docs: { brief: 'A program' } });
const application = buildApplication(root, {
  name: 'latchkey',
  scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
});

const [first, ...words] = process.argv.slice(2);
const [node, main = ''] = process.argv;
if (first === completionWord)
  process.stdout.write(
    await proposalLines(application, words, {
      process: { stdout: process.stdout, stderr: process.stderr },
    }),
  );
else process.stdout.write(completionScript(first === 'zsh' ? 'zsh' : 'bash', [node ?? '', main]));
