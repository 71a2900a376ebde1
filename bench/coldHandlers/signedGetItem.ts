import { createHash, createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/**
 * A function that reads the item with the ID in the path from the state table, with Node alone: it signs the one call by
 * hand. This is the minimum for any function that reads from DynamoDB.
 */
export async function handler({ pathParameters }: APIGatewayProxyEventV2) {
  const { AWS_ENDPOINT_URL: url = '', AWS_REGION: region = '', LATCHKEY_TABLE: table = '' } = process.env;
  const key = { pk: { S: `onboarding#${pathParameters?.['id'] ?? ''}` }, sk: { S: 'record' } };
  const body = JSON.stringify({ TableName: table, Key: key });
  const headers = signed(new URL(url), region, body, new Date().toISOString().replace(/[-:]|\.\d+/g, ''));
  const [status, answer] = await post(url, headers, body);
  return { statusCode: status, body: answer };
}

function signed({ host }: URL, region: string, body: string, time: string): Record<string, string> {
  const { AWS_ACCESS_KEY_ID: key = '', AWS_SECRET_ACCESS_KEY: secret = '' } = process.env;
  const sent = {
    'content-type': 'application/x-amz-json-1.0',
    host,
    'x-amz-date': time,
    'x-amz-target': 'DynamoDB_20120810.GetItem',
  };
  const names = Object.keys(sent).join(';');
  const lines = Object.entries(sent).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const scope = `${time.slice(0, 8)}/${region}/dynamodb/aws4_request`;
  const signingKey = scope.split('/').reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secret}`);
  const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...sent, authorization };
}

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, content: string) => createHmac('sha256', key).update(content).digest();

/** Returns the status and the body of the answer. */
function post(url: string, headers: Record<string, string>, body: string): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers, agent: new Agent({ keepAlive: true }) }, (answer) => {
      text(answer).then((content) => {
        resolve([answer.statusCode ?? 0, content]);
      }, reject);
    });
    call.on('error', reject).end(body);
  });
}
