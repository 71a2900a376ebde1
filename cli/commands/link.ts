import { buildCommand, buildRouteMap } from '@stricli/core';
import type { Link } from '../../client/index.ts';
import type { CliContext } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { formatDetails } from '../output/details.ts';
import { notice } from '../output/notice.ts';
import { printResult } from '../output/result.ts';
import { readDuration } from '../output/time.ts';
import { connect } from '../service/connect.ts';

interface Flags extends CommonFlags {
  readonly expiresIn?: number | undefined;
}

const create = buildCommand<Flags, [id: string], CliContext>({
  docs: docs({
    brief: 'Create a link for the administrator of the tenant',
    description:
      'Creates a link for the administrator of the tenant, who can read, provision and claim this one onboarding with it. It replaces the link before, and is valid for at most one hour. Whoever has it can claim the keys.',
    examples: [['latchkey link ob_01M81JDDF2FRQ7JJ21KTJ7R34T --expires-in 15m', 'A link for a quarter of an hour']],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      expiresIn: {
        kind: 'parsed',
        parse: readDuration,
        optional: true,
        placeholder: 'TIME',
        brief: 'How long it is valid, such as 90s or 15m (default: 1h)',
      },
    },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func({ expiresIn, ...flags }, id) {
    const request = expiresIn === undefined ? undefined : { expiresInSeconds: expiresIn / 1000 };
    const answer = await connect(this, flags, 'caller').createLink(id, request, { signal: this.interrupted });
    printResult(this, flags, answer, linkText);
    if (answer.url.startsWith('/'))
      notice(this, 'The URL is a path of the API, because this deployment has no onboarding page (pageUrl).');
  },
});

const linkText = ({ url, token, expiresAt }: Link) =>
  formatDetails([
    ['URL', url],
    ['Token', token],
    ['Expires', expiresAt],
  ]);

const revoke = buildCommand<Omit<CommonFlags, 'json'>, [id: string], CliContext>({
  docs: docs({
    brief: 'Invalidate the link of an onboarding',
    examples: [['latchkey link revoke ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'It went to the wrong person']],
  }),
  parameters: {
    flags: { profile: commonFlags.profile },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func(flags, id) {
    await connect(this, flags, 'either').revokeLink(id, { signal: this.interrupted });
    notice(this, 'The link is not valid any more.');
  },
});

/** `latchkey link` */
export const link = buildRouteMap({
  routes: { create, revoke },
  defaultCommand: 'create',
  docs: {
    brief: 'Create or revoke a link for the administrator of the tenant',
    fullDescription:
      'latchkey link ONBOARDING is short for latchkey link create ONBOARDING, whose --help shows all its flags.\n\nEXAMPLES\n  latchkey link ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
  },
});
