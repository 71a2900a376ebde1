import { execFileSync } from 'node:child_process';
import { shellWord } from '../../../cli/output/shellWord.ts';

test.each(['acme', 'a b', "it's", '$(id)', '`id`', '!', '', '~/x', '-n', 'a\nb'])(
  'a shell reads the word of %j as it is',
  (text) => {
    const printed = execFileSync('sh', ['-c', `printf '%s' ${shellWord(text)}`], { encoding: 'utf8' });
    expect(printed).toBe(text);
  },
);
