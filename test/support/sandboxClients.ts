import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { HttpResponse, type HttpRequest } from '@smithy/protocol-http';
import { Readable } from 'node:stream';
import * as z from 'zod/mini';
import type { Sandbox } from '../../local/sandbox/types.ts';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface CallOptions {
  readonly appearLateMs?: number;
}

/** Passes the SDK's requests to the sandbox without HTTP. Signatures are not verified. */
function handlerOf(sandbox: Sandbox, service: 'iam' | 'sts', options: CallOptions) {
  return {
    handle: async (request: HttpRequest): Promise<{ response: HttpResponse }> => {
      const [, accessKeyId = ''] = /Credential=([^/]+)\//.exec(request.headers['authorization'] ?? '') ?? [];
      const known = sandbox.authenticate(accessKeyId, request.headers['x-amz-security-token']);
      const respond = (statusCode: number, body: string): { response: HttpResponse } => ({
        response: new HttpResponse({
          statusCode,
          headers: { 'content-type': 'text/xml' },
          body: Readable.from([Buffer.from(body)]),
        }),
      });
      if (!known.ok) {
        const error = `<Error><Type>Sender</Type><Code>${known.code}</Code><Message>${known.message}</Message></Error>`;
        return respond(known.statusCode, `<ErrorResponse>${error}<RequestId>unsigned</RequestId></ErrorResponse>`);
      }
      const parameters = Object.fromEntries(new URLSearchParams(String(request.body)));
      const answer = await sandbox.answer({
        service,
        caller: known.caller,
        parameters,
        requestId: 'request-1',
        ...options,
      });
      return respond(answer.statusCode, answer.body);
    },
  };
}

export interface Clients {
  readonly iam: IAM;
  readonly sts: STS;
}

/** Returns SDK clients with these keys, connected to a sandbox in this process. */
export function clientsOf(sandbox: Sandbox, credentials: Keys, options: CallOptions = {}): Clients {
  const shared = { region: 'us-east-1', credentials, maxAttempts: 1 };
  return {
    iam: new IAM({ ...shared, requestHandler: handlerOf(sandbox, 'iam', options) }),
    sts: new STS({ ...shared, requestHandler: handlerOf(sandbox, 'sts', options) }),
  };
}

/** Returns clients with the root credentials of an account. */
export function rootOf(sandbox: Sandbox, accountId: string, options: CallOptions = {}): Clients {
  return clientsOf(sandbox, { accessKeyId: accountId, secretAccessKey: 'test' }, options);
}

/** Returns clients with the vendor's session, as the local stack has it. */
export function vendorOf(sandbox: Sandbox): Clients {
  return clientsOf(sandbox, { accessKeyId: 'LKIALATCHKEYLOCAL000', secretAccessKey: 'test' });
}

/** Creates a user with one key and one inline policy with these statements, and returns its clients. */
export async function userWith(
  sandbox: Sandbox,
  accountId: string,
  name: string,
  statements: readonly object[],
): Promise<Clients> {
  const { iam } = rootOf(sandbox, accountId);
  await iam.createUser({ UserName: name });
  if (statements.length > 0) {
    await iam.putUserPolicy({ UserName: name, PolicyName: 'given', PolicyDocument: documentOf(...statements) });
  }
  return clientsOf(sandbox, await keysOf(iam, name));
}

/** Creates an access key for a user. */
export async function keysOf(iam: IAM, userName: string): Promise<Keys> {
  const { AccessKey } = await iam.createAccessKey({ UserName: userName });
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

export function documentOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const refusalSchema = z.object({
  Code: z.string(),
  message: z.string(),
  $metadata: z.object({ httpStatusCode: z.number() }),
});

/** Returns the error code of a call as the HTTP response has it, or `ok`. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; words: string; status: number }> {
  try {
    await call;
    return { code: 'ok', words: '', status: 200 };
  } catch (error) {
    const { Code, message, $metadata } = refusalSchema.parse(error);
    return { code: Code, words: message, status: $metadata.httpStatusCode };
  }
}
