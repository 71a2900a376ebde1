import { StackProblem } from './problem.ts';
import { parseTemplate, type Template } from './template.ts';

/** Whose templates are fetched: a process of this machine. CloudFormation itself reads from S3 only. */
const ownHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

const fetchMs = 5000;

/**
 * The template behind a link: one that is known by its file name, else one that this machine serves.
 * @throws StackProblem where there is none, or what is there is no template.
 */
export async function templateAt(templateUrl: string, known: ReadonlyMap<string, string>): Promise<Template> {
  const { pathname } = new URL(templateUrl);
  const body = known.get(pathname.slice(pathname.lastIndexOf('/') + 1)) ?? (await fetchOwn(templateUrl));
  if (body === undefined)
    throw new StackProblem(
      `There is no template at ${templateUrl}: GET /_sandbox/templates lists those that are here, and what 127.0.0.1 serves is fetched.`,
    );
  return parseTemplate(json(body));
}

async function fetchOwn(templateUrl: string): Promise<string | undefined> {
  const { protocol, hostname } = new URL(templateUrl);
  if (!/^https?:$/.test(protocol) || !ownHosts.has(hostname)) return undefined;
  try {
    const answer = await fetch(templateUrl, { redirect: 'error', signal: AbortSignal.timeout(fetchMs) });
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
