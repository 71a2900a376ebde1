import * as z from 'zod';
import { StackProblem } from '../cloudformation/problem.ts';
import type { Faults } from '../sandbox/faults.ts';
import { IamRefusal } from '../cloudformation/iam.ts';
import type { Launcher } from '../sandbox/launcher.ts';
import { quarantine, quarantinePolicies } from '../sandbox/quarantine.ts';
import type { Sandbox } from '../sandbox/types.ts';
import type { CallLog } from './calls.ts';
import type { WireAnswer, WireRequest } from './wire.ts';
import { isFromForeignPage } from '../loopback.ts';
import { requestUrl } from '../requestUrl.ts';

/** The objects that the control API under `/_sandbox/` reads and changes. */
export interface Controls {
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly launcher: Launcher;
  readonly sandbox: Sandbox;
  readonly templates: ReadonlyMap<string, string>;
  readonly reset: () => Promise<void>;
  readonly dataDir: string;
}

/** The path of the control API. No AWS request has a path with this prefix. */
export const controlPrefix = '/_sandbox/';

const accountId = z.string('must be text').regex(/^\d{12}$/, 'must be 12 digits');
const launchBody = z.strictObject({
  launchUrl: z.string('must be a launch link'),
  accountId,
  update: z.boolean('must be true or false, or must be omitted').default(false),
  capabilities: z.array(z.string(), 'must be a list of capabilities, or must be omitted').optional(),
});
const describeBody = launchBody.pick({ launchUrl: true });
const quarantineBody = z.strictObject({
  accessKeyId: z.string('must be the ID of an access key'),
  policy: z
    .enum(quarantinePolicies, `must be one of ${quarantinePolicies.join(', ')}, or must be omitted`)
    .default('AWSCompromisedKeyQuarantineV3'),
});
const removeBody = z.strictObject({ stackName: z.string('must be the name of the stack'), accountId });

/**
 * Handles a request to the control API. These requests are not signed. Responds with 403 if a page of another origin
 * may have sent it: a web page that a developer visits must not reset the sandbox or read from it.
 * Responds with 400 if the body is not JSON or has a wrong field, with 404 if the path is unknown, and with the status
 * of the StackProblem if CloudFormation would refuse the request. It also responds with 404 if IAM does not have the
 * access key that the request names.
 * @throws any other error.
 */
export async function answerControl(controls: Controls, request: WireRequest): Promise<WireAnswer> {
  if (isFromForeignPage(request.headers))
    return json(403, {
      message: 'The control API answers programs, and pages of the sandbox itself, on this machine.',
    });
  try {
    const path = requestUrl(request.url).pathname.slice(controlPrefix.length);
    return await command(controls, `${request.method} ${path}`, request);
  } catch (error) {
    if (error instanceof StackProblem) return json(error.statusCode, { message: error.message, ...error.details });
    if (error instanceof IamRefusal) return json(404, { message: error.message });
    if (error instanceof z.ZodError) return json(400, { message: messageOf(error) });
    if (error instanceof SyntaxError) return json(400, { message: `The body is not JSON: ${error.message}.` });
    throw error;
  }
}

async function command(controls: Controls, operation: string, { body, url }: WireRequest): Promise<WireAnswer> {
  const { faults, calls, launcher, templates } = controls;
  switch (operation) {
    case 'POST faults':
      return json(201, faults.add(parse(body)));
    case 'GET faults':
      return json(200, { faults: faults.list() });
    case 'DELETE faults':
      faults.clear();
      return json(200, { faults: [] });
    case 'GET calls':
      return json(200, { calls: calls.list() });
    case 'DELETE calls':
      calls.clear();
      return json(200, { calls: [] });
    case 'POST launch': {
      const { launchUrl, accountId: account, ...options } = launchBody.parse(parse(body));
      return json(options.update ? 200 : 201, await launcher.launch(launchUrl, account, options));
    }
    case 'DELETE launch': {
      const { stackName, accountId: account } = removeBody.parse(parse(body));
      await launcher.remove(stackName, account);
      return json(200, { stackName, status: 'DELETE_COMPLETE' });
    }
    case 'POST quarantine': {
      const { accessKeyId, policy } = quarantineBody.parse(parse(body));
      return json(200, await quarantine(controls.sandbox, accessKeyId, policy));
    }
    case 'POST quick-create':
      return json(200, await launcher.describe(describeBody.parse(parse(body)).launchUrl));
    case 'GET stack':
      return json(200, launcher.history(requestUrl(url).searchParams.get('stackId') ?? ''));
    case 'GET stacks':
      return json(200, { stacks: launcher.list() });
    case 'POST reset':
      await controls.reset();
      return json(200, { status: 'reset' });
    case 'GET templates':
      return json(200, { templates: [...templates.keys()] });
    case 'GET data':
      return json(200, { dataDir: controls.dataDir });
    default:
      return (
        template(templates, operation) ??
        json(404, { message: `The control API has no ${operation.replace(' ', ` ${controlPrefix}`)}.` })
      );
  }
}

function template(templates: ReadonlyMap<string, string>, operation: string): WireAnswer | undefined {
  const body = /^GET templates\/(.+)$/.exec(operation)?.[1];
  const found = body === undefined ? undefined : templates.get(body);
  return found === undefined
    ? undefined
    : { statusCode: 200, headers: { 'content-type': 'application/json' }, body: found, code: 'ok' };
}

const parse = (body: Buffer): unknown => JSON.parse(body.toString('utf8'));

const messageOf = ({ issues }: z.ZodError) =>
  `${issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')} ${message}`)).join('; ')}.`;

const json = (statusCode: number, body: unknown): WireAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  code: 'ok',
});
