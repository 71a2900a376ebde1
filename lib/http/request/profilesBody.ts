import * as z from 'zod/mini';
import { labelPattern, labelRule } from '../../blueprints/parameters.ts';
import { readBody } from './schema.ts';
import { profilePattern, profileRule } from '../profileNames.ts';

/** The output formats of the AWS CLI. Source: AWS CLI User Guide, "Setting the command output format". */
const outputs = ['json', 'yaml', 'yaml-stream', 'text', 'table', 'off'] as const;

/** The maximum number of onboardings in a request, so that its reads end within the time of a request. */
const mostProfiles = 20;

const profileName = z.string({ error: 'must be a string.' }).check(z.regex(profilePattern, profileRule));

/** A claimed onboarding, and how the files name its keys. */
const profile = z.strictObject(
  {
    onboarding: z.string({ error: 'must be the ID of an onboarding.' }),
    userName: z.optional(z.string({ error: 'must be the name of a user of the onboarding.' })),
    profile: z.optional(profileName),
    stage: z.optional(z.string({ error: 'must be a string.' }).check(z.regex(labelPattern, labelRule))),
    region: z.optional(z.string({ error: 'must be a region, such as eu-central-1.' })),
    output: z.optional(z.enum(outputs, { error: `must be one of ${outputs.join(', ')}.` })),
  },
  { error: 'must be an object with an onboarding.' },
);

export const profilesBody = z.strictObject({
  profiles: z
    .array(profile, { error: 'must be an array of objects with an onboarding.' })
    .check(
      z.minLength(1, 'must name at least one onboarding.'),
      z.maxLength(mostProfiles, `must name at most ${mostProfiles} onboardings.`),
    ),
});

/** Returns the body of the request. Throws 422 with every invalid field. */
export const readProfilesBody = (body: unknown) => readBody(profilesBody, body);

export type ProfileRequest = z.infer<typeof profile>;
