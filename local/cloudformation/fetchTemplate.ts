import { StackProblem } from './problem.ts';
import { parseTemplate, type Template } from './template.ts';

/**
 * The hosts from which templates are fetched: this machine only. CloudFormation itself reads templates from S3 only.
 */
const ownHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

const fetchTimeoutMs = 5000;

/**
 * Returns the template of a link. Looks for its file name in `known`, and otherwise fetches it if its host is this
 * machine.
 * @throws StackProblem if there is no template, or if it is not valid.
 */
export async function templateAt(templateUrl: string, known: ReadonlyMap<string, string>): Promise<Template> {
  const { pathname } = new URL(templateUrl);
  const body = known.get(pathname.slice(pathname.lastIndexOf('/') + 1)) ?? (await fetchOwn(templateUrl));
  if (body === undefined)
    throw new StackProblem(
      `There is no template at ${templateUrl}. Use a template that GET /_sandbox/templates lists, or one that a server on 127.0.0.1 serves.`,
    );
  return parseTemplate(json(body));
}

async function fetchOwn(templateUrl: string): Promise<string | undefined> {
  const { protocol, hostname } = new URL(templateUrl);
  if (!/^https?:$/.test(protocol) || !ownHosts.has(hostname)) return undefined;
  try {
    const answer = await fetch(templateUrl, { redirect: 'error', signal: AbortSignal.timeout(fetchTimeoutMs) });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new StackProblem('Template format error: JSON not well-formed.');
  }
}
