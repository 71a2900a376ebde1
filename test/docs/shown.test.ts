import { edited, isShown } from './shown.ts';

test.each([
  { shown: 'one\ntwo\n', output: 'one\ntwo\n', fits: true },
  { shown: 'one\n', output: 'one\ntwo\n', fits: false },
  { shown: 'one\n…\nfour\n', output: 'one\ntwo\nthree\nfour\n', fits: true },
  { shown: 'one\n…\nfour\n', output: 'one\nfour\n', fits: true },
  { shown: 'took … ms\n', output: 'took 12 ms\n', fits: true },
  { shown: 'took … ms\n', output: 'took\n ms\n', fits: false },
  { shown: 'a.b (c)*\n', output: 'a.b (c)*\n', fits: true },
  { shown: 'a.b\n', output: 'aXb\n', fits: false },
])('%# of the outputs fits what is shown, or does not', ({ shown, output, fits }) => {
  expect(isShown(shown, output)).toBe(fits);
});

test('a change is made in every place, with the indentation of that place', () => {
  const text = 'a:\n  - x\n  - y\nb:\n    - x\n';
  expect(edited(text, ' - x\n+- z\n')).toBe('a:\n  - x\n  - z\n  - y\nb:\n    - x\n    - z\n');
  expect(edited(text, '-a:\n+c:\n\n-- y\n')).toBe('c:\n  - x\nb:\n    - x\n');
  expect(() => edited(text, '-none\n')).toThrow('There is no place');
});
