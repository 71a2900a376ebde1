import type { FoundPolicies } from './foundPolicy.ts';
import type { MappedText } from './source/mappedText.ts';

type Skipped = FoundPolicies['skipped'];

const actionName = /(?<![\w:/.$-])(?!aws:)[a-z][a-z0-9-]+:(?:[A-Z]\w+\*?|\*)(?![\w:*])/g;

/** What a page says outside of its blocks may be further actions, which somebody is to add by hand. */
export function namedAround(page: MappedText): Skipped {
  const blank = (code: string) => code.replaceAll(/[^\n]/g, ' ');
  const around = page.text.replaceAll(/^([ \t>]*)(```+|~~~+)[^]*?\n[ \t>]*\2[^\n]*$|<pre\b[^]*?<\/pre>/gim, blank);
  const found = [...around.matchAll(actionName)];
  const names = [...new Set(found.map(([name]) => name))];
  if (found[0] === undefined) return [];
  const more = names.length > mostNamed ? ` and ${String(names.length - mostNamed)} more` : '';
  const text = `the text outside of the blocks of code names actions: ${names.slice(0, mostNamed).join(', ')}${more}.`;
  return [{ place: page.placeAt(found[0].index), text }];
}

const mostNamed = 10;

/** What a block names that is no policy may be permissions all the same, or a policy of AWS. */
export function namedInBlock(code: MappedText, under: string): Skipped {
  const actions = new Set(code.text.match(actionName));
  const managed = new Set(code.text.match(/(?<=:iam::aws:policy\/)[\w+=,.@/-]*\w/g));
  const named = [
    ...(actions.size === 0 ? [] : [`It names actions: ${[...actions].join(', ')}.`]),
    ...(managed.size === 0
      ? []
      : [
          `It names policies of AWS. If the guide attaches them: ${[...managed].map((each) => `--managed ${each}`).join(' ')}.`,
        ]),
  ];
  return named.length === 0 ? [] : [{ place: code.placeAt(0), text: `${under}, is no policy. ${named.join(' ')}` }];
}
