import type { Access } from '../../client/index.ts';
import type { Details } from '../output/details.ts';
import { shellWord } from '../output/shellWord.ts';

/**
 * Returns how the tenant launches its stack: by the link or the command. In the sandbox of `npm start`, where no AWS
 * console is, a third command does it.
 */
export function launchDetails({ launchUrl, cliCommand, templateUrl }: Access, accountId: string): Details {
  return [
    ['Launch link', launchUrl],
    ['Or', cliCommand],
    ['In the sandbox', sandboxCommand(templateUrl, JSON.stringify({ accountId, launchUrl }))],
  ];
}

function sandboxCommand(templateUrl: string, body: string): string | undefined {
  if (!URL.canParse(templateUrl)) return undefined;
  const { origin, pathname } = new URL(templateUrl);
  return pathname.startsWith('/_sandbox/') ? `curl -sS ${origin}/_sandbox/launch -d ${shellWord(body)}` : undefined;
}
