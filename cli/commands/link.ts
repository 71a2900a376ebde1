import { buildCommand, buildRouteMap } from '@stricli/core';
import type { CreateLinkRequest, Link } from '../../client/index.ts';
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
  readonly delivers?: 'vendor' | 'tenant' | undefined;
  readonly message?: string | undefined;
  readonly askedBy?: string | undefined;
  readonly returnUrl?: string | undefined;
}

const create = buildCommand<Flags, [id: string], CliContext>({
  docs: docs({
    brief: 'Create a link for the administrator of the tenant',
    description:
      'Creates a link for the administrator of the tenant, who can read and provision this one onboarding with it for seven days. With --delivers tenant, whoever has the link can also claim the keys, and it is valid for at most an hour. An onboarding has at most 5 links.',
    examples: [
      ['latchkey link ob_01M81JDDF2FRQ7JJ21KTJ7R34T --expires-in 15m', 'A link for a quarter of an hour'],
      ['latchkey link ob_01M81JDDF2FRQ7JJ21KTJ7R34T --delivers tenant', 'A link with which the tenant claims the keys'],
    ],
  }),
  parameters: {
    flags: {
      ...commonFlags,
      expiresIn: {
        kind: 'parsed',
        parse: readDuration,
        optional: true,
        placeholder: 'TIME',
        brief: 'How long it is valid, such as 90s or 15m (default: the longest time)',
      },
      delivers: {
        kind: 'enum',
        values: ['vendor', 'tenant'],
        optional: true,
        brief: 'Who gets the keys (default: vendor)',
      },
      message: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'TEXT',
        brief: 'What the page tells the administrator',
      },
      askedBy: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'TEXT',
        brief: 'Who asks, as the page shows it',
      },
      returnUrl: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'URL',
        brief: 'Page to which the onboarding page leads back',
      },
    },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func({ expiresIn, delivers, message, askedBy, returnUrl, ...flags }, id) {
    const wanted = { delivers, message, askedBy, returnUrl, expiresInSeconds: expiresIn && expiresIn / 1000 };
    const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
    const request: CreateLinkRequest | undefined = given.length === 0 ? undefined : Object.fromEntries(given);
    const answer = await connect(this, flags, 'caller').createLink(id, request, { signal: this.interrupted });
    printResult(this, flags, answer, linkText);
  },
});

const linkText = ({ id, url, token, may, delivers, expiresAt }: Link) =>
  formatDetails([
    ['URL', url],
    ['Token', token],
    ['May', may.join(', ')],
    ['Keys go to', `the ${delivers}`],
    ['Expires', expiresAt],
    ['ID', id],
  ]);

const revoke = buildCommand<
  Omit<CommonFlags, 'json'> & { readonly link?: string | undefined },
  [id: string],
  CliContext
>({
  docs: docs({
    brief: 'Invalidate all links of an onboarding, or one',
    examples: [['latchkey link revoke ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'It went to the wrong person']],
  }),
  parameters: {
    flags: {
      profile: commonFlags.profile,
      link: { kind: 'parsed', parse: String, optional: true, placeholder: 'LINK', brief: 'Only the link with this ID' },
    },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func({ link: linkId, ...flags }, id) {
    const client = connect(this, flags, 'either');
    const options = { signal: this.interrupted };
    if (linkId !== undefined) {
      await client.endLink(id, linkId, options);
      notice(this, 'The link is not valid any more.');
      return;
    }
    await client.revokeLink(id, options);
    notice(this, 'No link of the onboarding is valid any more.');
  },
});

/** `latchkey link` */
export const link = buildRouteMap({
  routes: { create, revoke },
  defaultCommand: 'create',
  docs: {
    brief: 'Create or revoke links for the administrator of the tenant',
    fullDescription:
      'latchkey link ONBOARDING is short for latchkey link create ONBOARDING, whose --help shows all its flags.\n\nEXAMPLES\n  latchkey link ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
  },
});
