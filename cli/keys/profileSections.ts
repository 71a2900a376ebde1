import { configSection } from '../../lib/http/configSection.ts';
import { keyFormats } from '../../lib/http/keyFormats/index.ts';
import { profilePattern, profileRule, sectionName, textOf } from '../../lib/http/profileNames.ts';
import { changeFile, nodeFileCalls, readIfThere } from '../files/changeFile.ts';
import { FileError } from '../files/fileError.ts';
import { appendPart, sectionHeaders } from '../files/sections.ts';
import { findTarget, type Target } from '../files/target.ts';
import { awsFilesOf } from './awsFiles.ts';
import { DestinationError, type CheckedDestination, type IssuedKeys, type KeyOutput } from './destination.ts';
import { finishInterrupted } from './finishInterrupted.ts';
import { onLineOfFile } from './plainKeys.ts';
import { olderKeysNotice, sectionWithKey, withNewKey, type ReplacedKey } from './replacedKey.ts';
import { keyWords, writeOrSave } from './saveElsewhere.ts';

interface Targets {
  readonly credentials: Target;
  readonly config: Target;
}

/**
 * Checks that the sections can be appended to both files, or that the key of a section can be replaced, and finishes what
 * an earlier process has not written because it died. @throws DestinationError, FileError
 */
export async function checkProfile(
  name: string,
  userNames: readonly string[] | undefined,
  output: KeyOutput,
  replaced?: ReplacedKey,
): Promise<CheckedDestination> {
  if (!profilePattern.test(name)) throw new DestinationError(`The name of the profile ${profileRule}`, true);
  const paths = awsFilesOf(output);
  const targets = { credentials: findTarget(paths.credentials), config: findTarget(paths.config) };
  if (targets.credentials.real === targets.config.real)
    throw new FileError(`${paths.config} and ${paths.credentials} are the same file. They must be two.`);
  const both = [targets.credentials, targets.config];
  const finished: string[] = [];
  for (const target of both) finished.push(...(await finishInterrupted(target, output.fileCalls ?? nodeFileCalls)));
  const notices = [...finished, ...both.flatMap(modeNotice)];
  const contents = readIfThere(targets.credentials.real);
  const section = replaced && sectionWithKey(contents, name, replaced);
  if (replaced !== undefined && section !== undefined)
    return { notices, write: (issued) => replaceKey(section, replaced, issued, targets.credentials, output) };
  const profile = replaced === undefined ? name : sectionName(name, replaced.userName, replaced.users);
  const names = sectionNames(profile, userNames ?? ['']);
  for (const target of both) assertFree(readIfThere(target.real), names, target, replaced);
  const others = replaced === undefined ? [] : olderKeysNotice(contents, targets.credentials.path, replaced);
  return { notices: [...notices, ...others], write: (issued) => writeSections(profile, issued, targets, output) };
}

const sectionNames = (profile: string, userNames: readonly string[]) =>
  userNames.map((userName) => sectionName(profile, userName, userNames.length));

/** Checks that the file is one of text without these profiles. @throws FileError */
function assertFree(contents: Buffer, names: readonly string[], { path }: Target, replaced?: ReplacedKey): void {
  if (contents.includes(0)) throw new FileError(`${path} is not in UTF-8, so that no tool of AWS can read it.`);
  const found = sectionHeaders(contents).find(({ profile }) => names.includes(profile));
  if (found === undefined) return;
  const lacks = replaced === undefined ? '' : `, without a key of the user ${replaced.userName} that could be replaced`;
  throw new FileError(
    `The profile ${found.profile} is already in ${path}, line ${String(found.line)}${lacks}. Choose another name, or remove that section first.`,
  );
}

function modeNotice({ path, existing }: Target): readonly string[] {
  const mode = (existing?.mode ?? 0) & 0o777;
  if ((mode & 0o077) === 0) return [];
  return [`${path} has mode ${mode.toString(8)}, so that others can read it. Its mode becomes 600.`];
}

/** The secrets are written first: a section of the config file can be written by hand. */
async function writeSections(profile: string, issued: IssuedKeys, { credentials, config }: Targets, output: KeyOutput) {
  const names = sectionNames(
    profile,
    issued.keys.map(({ userName }) => userName),
  );
  const region = textOf(issued.onboarding.parameters['region']);
  const settings = names.map((name) => configSection({ name, region, output: 'json' })).join('\n');
  const append = (target: Target, part: string) => (contents: Buffer) => {
    assertFree(contents, names, target);
    return appendPart(contents, part);
  };
  const written = await writeOrSave(issued, output, async () => {
    onLineOfFile(region);
    const part = keyFormats.ini.write(issued.keys, keyWords(issued, profile));
    await changeFile(credentials, append(credentials, part), output.fileCalls);
    const tries = names.map((name) => `  aws sts get-caller-identity --profile ${name}`);
    return [`Wrote ${names.join(', ')} to ${credentials.path} and ${config.path}. To try:`, ...tries];
  });
  if (written.exitCode !== 0) return written;
  try {
    await changeFile(config, append(config, settings), output.fileCalls);
    return written;
  } catch (error) {
    const reason = error instanceof FileError ? error.message : 'The write failed.';
    const keys = `The keys are in ${credentials.path}, but ${config.path} was not written: ${reason} Append this to it:`;
    return { exitCode: 1 as const, lines: [keys, settings] };
  }
}

/** Replaces the key of a section that an earlier command, or a person, has written. The config file stays as it is. */
function replaceKey(section: string, replaced: ReplacedKey, issued: IssuedKeys, target: Target, output: KeyOutput) {
  return writeOrSave(issued, output, async () => {
    const [key] = issued.keys;
    let others: readonly string[] = [];
    const replace = (contents: Buffer) => {
      const changed = withNewKey(contents, section, replaced, key);
      others = olderKeysNotice(changed, target.path, replaced);
      return changed;
    };
    await changeFile(target, replace, output.fileCalls);
    return [
      `The profile ${section} in ${target.path} has the key ${key?.accessKeyId ?? ''} now. To try:`,
      `  aws sts get-caller-identity --profile ${section}`,
      ...others,
    ];
  });
}
