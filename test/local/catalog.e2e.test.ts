import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import * as z from 'zod';
import { compileCache } from '../support/compileCache.ts';
import { freePort } from '../support/freePort.ts';
import { ownBlueprint, ownFolder } from '../support/ownFolder.ts';

const run = promisify(execFile);

// The tests' endpoint is removed, because the stack starts no sandbox if one is set.
const { AWS_ENDPOINT_URL: _, ...outside } = process.env;
const environment = { ...outside, ...compileCache, DATA_DIR: ':memory:', LATCHKEY_EXAMPLE_BLUEPRINTS: 'off' };

test('npm start onboards a blueprint of the folder, with the request that it prints', async () => {
  const [port, awsPort] = [await freePort(), await freePort()];
  const stack = spawn(process.execPath, ['local/main.ts'], {
    env: {
      ...environment,
      PORT: String(port),
      AWS_PORT: String(awsPort),
      LATCHKEY_BLUEPRINTS: ownFolder({ 'snapshots.yaml': withBucket }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let command = '';
    for await (const line of createInterface({ input: stack.stdout })) {
      if (line.includes('/v1/onboardings -H')) command = line;
      if (line.startsWith('Ctrl-C stops it.')) break;
    }
    const { stdout } = await run('sh', ['-c', command]);
    expect(claimed.parse(JSON.parse(stdout)).credentials.map(({ userName }) => userName)).toEqual(['snapshots']);
  } finally {
    const ended = once(stack, 'exit');
    stack.kill('SIGKILL');
    await ended;
  }
});

/** Each tenant has to name a bucket of its own. The permissions boundary names it as well. */
const withBucket = ownBlueprint
  .replace(
    'parameters:',
    'parameters:\n  bucketArn: { kind: arn, service: s3, resourceType: bucket, description: A bucket. }',
  )
  .replace(
    "'ec2:DescribeVolumes'], Resource: '*' }",
    "'ec2:DescribeVolumes'], Resource: '*' }\n          - { Effect: Allow, Action: 's3:ListBucket', Resource: '${bucketArn}' }",
  );

const claimed = z.object({
  blueprint: z.literal('snapshots'),
  status: z.literal('claimed'),
  parameters: z.looseObject({ bucketArn: z.string() }),
  credentials: z.array(z.object({ userName: z.string(), secretAccessKey: z.string() })),
});

test.each(['main', 'sandbox', 'demo'])(
  'local/%s.ts does not start if a blueprint in the folder has a mistake',
  async (program) => {
    const folder = ownFolder({ 'snapshots.yaml': ownBlueprint.replace('Allow', 'allow') });
    const env = { ...environment, LATCHKEY_BLUEPRINTS: folder };
    await expect(run(process.execPath, [`local/${program}.ts`], { env })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`${folder}/snapshots.yaml:11:23: "Effect" is "allow".`),
    });
  },
);
