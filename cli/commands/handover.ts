import { buildCommand } from '@stricli/core';
import type { CliContext } from '../context.ts';
import { commonFlags, onboardingArgument, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printable } from '../output/printable.ts';
import { connect } from '../service/connect.ts';

interface Flags extends Omit<CommonFlags, 'json'> {
  readonly language?: 'en' | 'de' | undefined;
}

/** `latchkey handover` */
export const handover = buildCommand<Flags, [id: string], CliContext>({
  docs: docs({
    brief: 'Print a message for a person about an onboarding',
    description:
      'Prints a message that a mail program opens as a draft: what was created, and how to claim the keys by a link. The message has a place for the link, because the service does not store it: latchkey link shows one. It contains no secret.',
    examples: [
      ['latchkey handover ob_01M81JDDF2FRQ7JJ21KTJ7R34T', 'Redirect it to a file such as handover.eml, to open it'],
      ['latchkey handover ob_01M81JDDF2FRQ7JJ21KTJ7R34T --language de', 'In German'],
    ],
  }),
  parameters: {
    flags: {
      profile: commonFlags.profile,
      language: { kind: 'enum', values: ['en', 'de'], optional: true, brief: 'Language of the message (default: en)' },
    },
    positional: { kind: 'tuple', parameters: [onboardingArgument] },
  },
  async func({ language, ...flags }, id) {
    const options = { signal: this.interrupted, ...(language !== undefined && { language }) };
    const message = await connect(this, flags, 'either').handoverMessage(id, options);
    this.process.stdout.write(message.split('\r\n').map(printable).join('\r\n'));
  },
});
