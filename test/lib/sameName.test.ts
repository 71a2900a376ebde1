import { openScene, warmUp } from '../model/scene.ts';

beforeAll(warmUp);

test('a user made anew by hand, under our path and name, is not the one we made: an offboarding leaves it', async () => {
  const scene = await openScene();
  const { id = '' } = await scene.hear(scene.create());
  const [made] = scene.users();
  const user = { UserName: 'tutum' };
  for (const AccessKeyId of scene.keyIds()) await scene.iam('DeleteAccessKey', { ...user, AccessKeyId });
  for (const { arn } of made?.attached ?? []) await scene.iam('DetachUserPolicy', { ...user, PolicyArn: arn });
  await scene.iam('DeleteUser', user);
  await scene.iam('CreateUser', { ...user, Path: made?.path ?? '' });
  await scene.hear(scene.offboard(id));
  await scene.settle();
  expect(scene.users().map(({ name }) => name)).toEqual(['tutum']);
  scene.close();
});
