import { createServer, type IncomingMessage, type Server } from 'node:http';
import { publishTemplates } from '../../../infra/plugin/publishTemplates.ts';

const vendor = { namespace: 'example', vendorName: 'Example Inc.' };

let server: Server;
let port: number;
let requests: { readonly url: string; readonly ifNoneMatch: string | undefined }[];
/** What the next uploads are answered with: a status, and S3's error code where it is not 200. */
let answer: readonly [number, string];

beforeEach(async () => {
  requests = [];
  answer = [200, ''];
  server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', ifNoneMatch: header(request, 'if-none-match') });
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

const publish = (bucketMayBeMissing = false) =>
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
    bucketMayBeMissing,
  );

test('a template is uploaded under its digest, to the bucket that the stack made', async () => {
  await expect(publish()).resolves.toBeGreaterThan(0);
  for (const { url } of requests) {
    expect(url).toMatch(/^\/example-templates-999988887777-eu-west-1\/templates\/[0-9a-f]{64}\.json\?/);
  }
});

test('a template that is there is never overwritten', async () => {
  answer = [412, 'PreconditionFailed'];
  await expect(publish()).resolves.toBe(0);
  expect(requests.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual(requests.map(() => '*'));
});

test('a bucket that does not exist is forgiven before the first deploy has made it, and not after', async () => {
  answer = [404, 'NoSuchBucket'];
  await expect(publish(true)).resolves.toBe(0);
  await expect(publish(false)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

test('any other refusal stops the deploy', async () => {
  answer = [403, 'AccessDenied'];
  await expect(publish(true)).rejects.toMatchObject({ name: 'AccessDenied' });
});

function header(request: IncomingMessage, name: string): string | undefined {
  return [request.headers[name] ?? []].flat()[0];
}
