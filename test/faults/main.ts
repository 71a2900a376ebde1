import { lagProfiles } from '../../local/sandbox/lag/profile.ts';
import { flag, matching, oneOf, readOptions, wholeNumber } from '../../scripts/options.ts';

// Runs the fault matrix. `--only "<text>"` runs the cells whose name contains the text, `--sample` those of the sample,
// and `--few` those of the sample that `npm run test:long` runs in processes of their own. `--choose` chooses a new sample, which
// is necessary if the calls of a phase have changed.
//
// `--profile usual` and `--profile bad` run the matrix in virtual time with an AWS that is late, and `--profile off
// --virtual` with an AWS that is not. `--seed` decides the delays. `--every 8 --first 3` runs every eighth cell from the
// fourth, so that eight runs can share the matrix.
const options = readOptions(
  {
    only: matching(/./, 'a part of the name of a cell').default(''),
    sample: flag,
    few: flag,
    choose: flag,
    profile: oneOf(lagProfiles).default('off'),
    virtual: flag,
    seed: wholeNumber(0).optional(),
    every: wholeNumber(1).optional(),
    first: wholeNumber(0).optional(),
  },
  ({ only, sample, few, choose, profile, virtual, seed, every, first }) => {
    const isInProcesses = profile === 'off' && !virtual;
    if (isInProcesses && [seed, every, first].some((given) => given !== undefined))
      return '--seed, --every and --first are for virtual time: give --virtual or a --profile other than off as well.';
    if (!isInProcesses && (sample || few || choose))
      return '--sample, --few and --choose are not for virtual time: omit --virtual and --profile.';
    if ([sample, few, choose].filter((given) => given).length > 1)
      return 'Of --sample, --few and --choose, only one can be given.';
    if (choose && only !== '') return '--choose chooses from all cells: omit --only.';
    return undefined;
  },
);

const { only, profile, virtual, seed = 1, every = 1, first = 0 } = options;
// The cells of a late AWS set the environment before they import the handlers.
const isGreen =
  profile === 'off' && !virtual
    ? await (await import('./processMatrix.ts')).runMatrix(options)
    : await (await import('./lateMain.ts')).runLateMatrix({ profile, only, seed, every, first });
process.exitCode = isGreen ? 0 : 1;
