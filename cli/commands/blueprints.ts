import { buildCommand } from '@stricli/core';
import { proposeBlueprints } from '../completion/values.ts';
import type { CliContext } from '../context.ts';
import { commonFlags, type CommonFlags } from '../flags/commonFlags.ts';
import { docs } from '../flags/docs.ts';
import { printResult } from '../output/result.ts';
import { connect } from '../service/connect.ts';
import { blueprintsText, blueprintText } from '../views/blueprintText.ts';

/** `latchkey blueprints` */
export const blueprints = buildCommand<CommonFlags, [name?: string], CliContext>({
  docs: docs({
    brief: 'List the blueprints, or show one with its parameters',
    examples: [
      ['latchkey blueprints', 'The catalogue'],
      ['latchkey blueprints tutum', 'What one creates, its parameters, and its differences from the guide'],
    ],
  }),
  parameters: {
    flags: commonFlags,
    positional: {
      kind: 'tuple',
      parameters: [
        {
          parse: String,
          optional: true,
          placeholder: 'NAME',
          brief: 'Name of a blueprint',
          proposeCompletions: proposeBlueprints,
        },
      ],
    },
  },
  async func(flags, name) {
    const client = connect(this, flags, 'either');
    const options = { signal: this.interrupted };
    if (name === undefined) {
      const list = await client.blueprints(options);
      printResult(this, flags, list, (answer, output) => blueprintsText(answer.blueprints, output));
    } else {
      printResult(this, flags, await client.blueprint(name, options), blueprintText);
    }
  },
});
