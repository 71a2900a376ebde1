import { commandLineFor } from '../../support/commandLine.ts';

const id = 'ob_01M81JDDF2FRQ7JJ21KTJ7R34T';

test('latchkey get shows each parameter as the command line takes it', async () => {
  const parameters = {
    region: null,
    restore: true,
    buckets: ['arn:aws:s3:::one', 'arn:aws:s3:::two'],
    labels: [{ key: 'team', value: 'storage' }],
  };
  const onboarding = {
    ...{ id, status: 'claimed', tenantId: 'acme', accountId: '111122223333', blueprint: 'backups', parameters },
    ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z', steps: [] },
  };
  const { stdout } = await commandLineFor().latchkey(`get ${id}`, {
    fetch: () => Promise.resolve(Response.json(onboarding)),
  });
  expect(stdout.match(/^Parameters[^]*?(?=\nCreated)/m)?.[0].split(/\s+/)).toEqual([
    ...['Parameters', 'restore=true', 'buckets=arn:aws:s3:::one,arn:aws:s3:::two', 'labels=team=storage'],
  ]);
});
