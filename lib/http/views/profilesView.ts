import * as z from 'zod/mini';
import { configSection } from '../configSection.ts';
import type { Profile } from '../profiles.ts';

export const profilesSchema = z.object({
  /** Sections of `~/.aws/credentials`, with a placeholder for each secret. */
  credentialsFile: z.string(),
  /** Sections of `~/.aws/config`. */
  configFile: z.string(),
  /** Part of a `serverless.yml` that selects the profile by the stage. Absent if no profile has a stage. */
  serverlessYml: z.optional(z.string()),
});

/** Returns the sections of both files of the AWS CLI, without secrets, and the part of a `serverless.yml`. */
export function profilesView(profiles: readonly Profile[]): z.infer<typeof profilesSchema> {
  return profilesSchema.parse({
    credentialsFile: profiles.map(credentialsSection).join('\n'),
    configFile: profiles.map(configSection).join('\n'),
    serverlessYml: serverlessPart(profiles),
  });
}

function credentialsSection({ name, onboarding, accountId, userName, accessKeyId }: Profile): string {
  return [
    `# User ${userName} in account ${accountId}, onboarding ${onboarding}`,
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = <the secret access key that the claim returned>\n`,
  ].join('\n');
}

/** All texts are in quotes, because YAML reads words such as `on` and `1e3` as other types. */
function serverlessPart(profiles: readonly Profile[]): string | undefined {
  const lines = profiles.flatMap(({ name, stage }) =>
    stage === undefined ? [] : [`    ${JSON.stringify(stage)}: ${JSON.stringify(name)}\n`],
  );
  if (lines.length === 0) return undefined;
  return `provider:\n  profile: \${self:custom.profiles.\${sls:stage}}\ncustom:\n  profiles:\n${lines.join('')}`;
}
