import * as z from 'zod/mini';
import { labelPattern, labelRule } from '../../blueprints/parameters.ts';
import { isRegion, regionRule, type Partition } from '../../core/partitions.ts';
import { profilePattern, profileRule } from '../profileNames.ts';
import { objectOf, readBody, textWith } from './readBody.ts';

/** The output formats of the AWS CLI. Source: AWS CLI User Guide, "Setting the command output format". */
const outputs = ['json', 'yaml', 'yaml-stream', 'text', 'table', 'off'] as const;

/** The maximum number of onboardings in a request, so that its reads end within the time of a request. */
const mostProfiles = 20;

const region = z.optional(z.string({ error: 'must be the name of a region.' }));
const regional = z.object({ region });

/** A claimed onboarding, and how the files name its keys. */
const profile = objectOf(
  {
    onboarding: z.string({ error: 'must be the ID of an onboarding.' }),
    userName: z.optional(z.string({ error: 'must be the name of a user of the onboarding.' })),
    profile: z.optional(textWith(profilePattern, profileRule)),
    stage: z.optional(textWith(labelPattern, labelRule)),
    region,
    output: z.optional(z.enum(outputs, { error: `must be one of ${outputs.join(', ')}.` })),
  },
  'must be an object with an onboarding.',
);

export const profilesBody = objectOf({
  profiles: z
    .array(profile, { error: 'must be an array of objects with an onboarding.' })
    .check(
      z.minLength(1, 'must name at least one onboarding.'),
      z.maxLength(mostProfiles, `must name at most ${mostProfiles} onboardings.`),
    ),
});

/** Returns the body of the request. Throws 422 with every invalid field. */
export const readProfilesBody = (body: unknown, partition: Partition) =>
  readBody(profilesBody, body, '', ({ profiles }) =>
    (Array.isArray(profiles) ? profiles : []).flatMap((each: unknown, index) => {
      const { region } = regional.safeParse(each).data ?? {};
      const isWrong = region !== undefined && !isRegion(partition, region);
      return isWrong
        ? [{ pointer: `/profiles/${String(index)}/region`, detail: `must be ${regionRule(partition)}.` }]
        : [];
    }),
  );

export type ProfileRequest = z.infer<typeof profile>;
