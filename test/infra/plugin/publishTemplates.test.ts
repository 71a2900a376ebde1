import { createServer, type IncomingMessage, type Server } from 'node:http';
import { catalog } from '../../../catalog/index.ts';
import { publishTemplates } from '../../../infra/plugin/publishTemplates.ts';
import { templatesHere } from './templatesHere.ts';

const vendor = { namespace: 'example', vendorName: 'Example Inc.' };

let server: Server;
let port: number;
let requests: {
  readonly url: string;
  readonly ifNoneMatch: string | undefined;
  readonly authorization: string | undefined;
}[];
/** The answers to the next uploads: a status, and S3's error code if the status is not 200. */
let answer: readonly [number, string];

beforeEach(async () => {
  requests = [];
  answer = [200, ''];
  server = createServer((request, response) => {
    requests.push({
      url: request.url ?? '',
      ifNoneMatch: header(request, 'if-none-match'),
      authorization: request.headers.authorization,
    });
    const [status, code] = answer;
    const body = status === 200 ? '' : `<Error><Code>${code}</Code></Error>`;
    request.resume().on('end', () => response.writeHead(status).end(body));
  });
  port = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const publish = (isBeforeStack = false, templates = templatesHere) =>
  publishTemplates(
    {
      getAccountId: () => Promise.resolve('999988887777'),
      getRegion: () => 'eu-west-1',
      getAwsSdkV3Config: () =>
        Promise.resolve({
          region: 'eu-west-1',
          endpoint: `http://127.0.0.1:${port}`,
          forcePathStyle: true,
          maxAttempts: 1,
          credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' },
        }),
    },
    vendor,
    templates,
    isBeforeStack,
    catalog,
  );

test('a template is uploaded with its digest as its key, to the bucket that the stack created', async () => {
  await expect(publish()).resolves.toBeGreaterThan(0);
  for (const { url } of requests) {
    expect(url).toMatch(/^\/example-templates-999988887777-eu-west-1\/templates\/[0-9a-f]{64}\.json\?/);
  }
});

test('an existing template is never overwritten', async () => {
  answer = [412, 'PreconditionFailed'];
  await expect(publish()).resolves.toBe(0);
  expect(requests.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual(requests.map(() => '*'));
});

test('a missing bucket is ignored before the first deploy, and is an error after it', async () => {
  answer = [404, 'NoSuchBucket'];
  await expect(publish(true)).resolves.toBe(0);
  await expect(publish(false)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

test('the templates are uploaded to the bucket in another region that the deploy names, which has to exist', async () => {
  const elsewhere = { bucket: 'elsewhere', region: 'us-west-2', public: 'on' };
  await expect(publish(true, elsewhere)).resolves.toBeGreaterThan(0);
  for (const { url, authorization } of requests) {
    expect(url).toMatch(/^\/elsewhere\/templates\//);
    expect(authorization).toContain('/us-west-2/s3/aws4_request');
  }
  answer = [404, 'NoSuchBucket'];
  await expect(publish(true, elsewhere)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

test('any other error of S3 stops the deploy', async () => {
  answer = [403, 'AccessDenied'];
  await expect(publish(true)).rejects.toMatchObject({ name: 'AccessDenied' });
});

function header(request: IncomingMessage, name: string): string | undefined {
  return [request.headers[name] ?? []].flat()[0];
}
