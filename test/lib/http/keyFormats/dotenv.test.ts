import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { dotenv } from '../../../../lib/http/keyFormats/dotenv.ts';
import { anna, ben, keyOf } from '../../../support/keySamples.ts';
import { readDotenv } from '../../../support/snippetReaders.ts';
import { testWith } from '../../../support/withProgram.ts';

const variablesOf = ({ accessKeyId, secretAccessKey }: typeof anna) => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
});

test('has no quotes and no export, below the stage of the key', () => {
  const file = dotenv.write([anna], { profile: 'any', stage: 'prod' });
  expect(file).toBe(
    `# Stage: prod\nAWS_ACCESS_KEY_ID=${anna.accessKeyId}\nAWS_SECRET_ACCESS_KEY=${anna.secretAccessKey}\n`,
  );
});

test.each([anna, ben, { ...anna, secretAccessKey: 'ab+/==' }])(
  'gives the same by the rules of docker run and of Docker Compose, and to Node: $secretAccessKey',
  (key) => {
    const file = dotenv.write([key], { profile: 'any', stage: 'prod' });
    expect(readDotenv(file)).toEqual(keyOf(key));
    expect(parseEnv(file)).toEqual(variablesOf(key));
  },
);

testWith('docker', 'docker sends the same variables to its engine', async (run, directory) => {
  const sent: string[][] = [];
  const engine = createServer((request, response) => {
    void text(request).then((body) => {
      const isCreate = request.url?.includes('/containers/create') === true;
      if (isCreate) sent.push(z.object({ Env: z.array(z.string()) }).parse(JSON.parse(body)).Env);
      response.writeHead(isCreate ? 201 : 200, { 'content-type': 'application/json', 'api-version': '1.45' });
      response.end(JSON.stringify(isCreate ? { Id: 'one', Warnings: [] } : {}));
    });
  });
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  try {
    const address = z.object({ port: z.int() }).parse(engine.address());
    const environment = { DOCKER_HOST: `tcp://127.0.0.1:${String(address.port)}` };
    writeFileSync(join(directory, 'keys.env'), dotenv.write([ben], { profile: 'any', stage: 'prod' }));
    await run(['docker', 'create', '--pull', 'never', '--env-file', 'keys.env', 'image'], { environment });
    expect(sent).toEqual([Object.entries(variablesOf(ben)).map(([name, value]) => `${name}=${value}`)]);
  } finally {
    engine.closeAllConnections();
    engine.close();
  }
});

test('throws if it is given more than one key', () => {
  expect(() => dotenv.write([anna, ben], { profile: 'any' })).toThrow('one key');
});
