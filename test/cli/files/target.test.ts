import { findTarget } from '../../../cli/files/target.ts';
import { KeyHome } from '../../support/keyDestinations.ts';

test('a file that is mounted by itself is refused, because a rename could not replace it', () => {
  const home = new KeyHome();
  const path = home.put('a b/credentials', '');
  const line = (point: string) => `36 35 98:0 /x ${point.replaceAll(' ', '\\040')} rw,noatime - ext4 /dev/root rw\n`;
  expect(() => findTarget(path, line('/') + line(path))).toThrow('mounted as a single file');
  expect(findTarget(path, line('/') + line(home.path('a b'))).real).toBe(path);
  home.remove();
});
