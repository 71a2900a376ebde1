import { parseArgs } from 'node:util';
import { lagProfiles } from '../../local/sandbox/lag/profile.ts';

// Runs the fault matrix. `--only "<text>"` runs the cells whose name contains the text, `--sample` those of the sample,
// and `--few` those of the sample that `npm test` runs in processes of their own. `--choose` chooses a new sample, which
// is necessary if the calls of a phase have changed.
//
// `--profile usual` and `--profile bad` run the matrix in virtual time with an AWS that is late, and `--profile off
// --virtual` with an AWS that is not. `--seed` decides the delays. `--every 8 --first 3` runs every eighth cell from the
// fourth, so that eight runs can share the matrix.
const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    sample: { type: 'boolean', default: false },
    few: { type: 'boolean', default: false },
    choose: { type: 'boolean', default: false },
    profile: { type: 'string', default: 'off' },
    seed: { type: 'string', default: '1' },
    every: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    virtual: { type: 'boolean', default: false },
  },
});

const { only, seed, every, first } = options;
const profile = lagProfiles.find((each) => each === options.profile);
if (profile === undefined) throw new Error(`There is no profile ${options.profile}.`);
// The cells of a late AWS set the environment before they import the handlers.
const isGreen =
  profile === 'off' && !options.virtual
    ? await (await import('./processMatrix.ts')).runMatrix(options)
    : await (
        await import('./lateMain.ts')
      ).runLateMatrix({ profile, only: only ?? '', seed: Number(seed), every: Number(every), first: Number(first) });
process.exitCode = isGreen ? 0 : 1;
