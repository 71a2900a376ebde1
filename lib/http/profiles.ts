import { ProblemError, type FieldError } from '../core/errors.ts';
import { hasKeysInForce, type WithKeysInForce } from '../record/keysInForce.ts';
import type { Onboarding } from '../record/onboarding.ts';
import { keyWordsOf, sectionName, textOf } from './profileNames.ts';
import type { ProfileRequest } from './request/profilesBody.ts';
import { invalid } from './request/readBody.ts';

/** One section of `~/.aws/credentials` and `~/.aws/config`, without its secret. */
export interface Profile {
  readonly name: string;
  readonly onboarding: string;
  readonly accountId: string;
  readonly userName: string;
  readonly accessKeyId: string;
  readonly region: string | undefined;
  readonly output: string;
  /** The stage that uses this profile in `serverless.yml`. Undefined if several users have the keys of the stage. */
  readonly stage: string | undefined;
}

/** A requested profile and its onboarding. */
export interface FoundProfile {
  readonly wanted: ProfileRequest;
  readonly onboarding: Onboarding;
}

/**
 * Returns the sections for the requested profiles: one for each user whose key was disclosed. Throws 409 if an
 * onboarding is not claimed. Throws 422 with every invalid field, also if two sections would have the same name or two
 * profiles the same stage.
 */
export function profilesOf(found: readonly FoundProfile[]): readonly Profile[] {
  const claimed = found.map(({ wanted, onboarding }) => ({ wanted, onboarding: assertClaimed(onboarding) }));
  const errors = claimed.flatMap((each, index) => fieldErrors(each, `/profiles/${String(index)}`));
  if (errors.length > 0) throw invalid(errors);
  const profiles = claimed.map(sectionsOf);
  const repeated = [
    ...repeats(profiles, 'name', ({ name }) => name, 'profile'),
    ...repeats(profiles, 'stage', ({ stage }) => stage, 'stage'),
  ];
  if (repeated.length > 0) throw invalid(repeated);
  return profiles.flat();
}

function assertClaimed(onboarding: Onboarding): WithKeysInForce {
  if (hasKeysInForce(onboarding)) return onboarding;
  const { id, status } = onboarding;
  throw new ProblemError(
    'wrong-state',
    `Onboarding ${id} has the status ${status}. Only an onboarding with the status claimed has keys to write into a file. Claim its keys first.`,
    { onboarding: id },
  );
}

function fieldErrors(
  { wanted, onboarding }: { readonly wanted: ProfileRequest; readonly onboarding: WithKeysInForce },
  at: string,
): readonly FieldError[] {
  const { userName, stage } = wanted;
  const { userNames, id } = onboarding;
  const names = userNames.join(', ');
  return [
    ...(userName === undefined || userNames.includes(userName)
      ? []
      : [{ pointer: `${at}/userName`, detail: `is not a user of ${id}, which has ${names}.` }]),
    ...(stage === undefined || userName !== undefined || userNames.length === 1
      ? []
      : [
          {
            pointer: `${at}/stage`,
            detail: `needs a userName, because a stage uses the key of one user and ${id} has the users ${names}.`,
          },
        ]),
  ];
}

function sectionsOf({ wanted, onboarding }: { readonly wanted: ProfileRequest; readonly onboarding: WithKeysInForce }) {
  const { id, accountId, parameters, keys, userNames } = onboarding;
  const { profile, stage } = keyWordsOf(onboarding, wanted.profile);
  const users = wanted.userName === undefined ? userNames : [wanted.userName];
  return users.map((userName) => ({
    name: sectionName(profile, userName, users.length),
    onboarding: id,
    accountId,
    userName,
    accessKeyId: keys.find((key) => key.userName === userName && key.state === 'handed_over')?.id ?? '',
    region: wanted.region ?? textOf(parameters['region']),
    output: wanted.output ?? 'json',
    stage: users.length === 1 ? (wanted.stage ?? stage) : undefined,
  }));
}

/** Returns an error for each profile that has a value of an earlier profile, such as the same name of a section. */
function repeats(
  profiles: readonly (readonly Profile[])[],
  what: string,
  valueOf: (profile: Profile) => string | undefined,
  field: string,
): readonly FieldError[] {
  const seen = new Map<string, number>();
  return profiles.flatMap((sections, index) => {
    const values = sections.flatMap((each) => valueOf(each) ?? []);
    const first = values.find((value) => seen.has(value));
    for (const value of values) if (!seen.has(value)) seen.set(value, index);
    if (first === undefined) return [];
    const detail = `gives the ${what} ${first}, which /profiles/${String(seen.get(first))} has too. Send another ${field}.`;
    return [{ pointer: `/profiles/${String(index)}/${field}`, detail }];
  });
}
