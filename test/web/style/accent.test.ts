import { contrast, textOn } from '../../../web/style/accent.ts';

test.each([
  ['rgb(0, 0, 0)', '#ffffff'],
  ['rgb(255, 255, 255)', '#000000'],
  ['rgb(11, 87, 208)', '#ffffff'],
  ['rgb(255, 210, 0)', '#000000'],
  // A grey on which both are hard to read: black has the larger contrast.
  ['rgb(119, 119, 119)', '#000000'],
  ['rgba(11, 87, 208, 1)', '#ffffff'],
])('on %s, text is %s', (background, text) => {
  expect(textOn(background)).toBe(text);
});

test.each(['rgba(0, 0, 0, 0.5)', 'color(srgb 1 0 0)', 'none', ''])(
  '%s is no colour with a known contrast',
  (background) => {
    expect(textOn(background)).toBeUndefined();
  },
);

test('every grey has a text with a contrast of at least 4.5 to 1, as WCAG asks for', () => {
  for (let grey = 0; grey <= 255; grey += 1) {
    const text = textOn(`rgb(${String(grey)}, ${String(grey)}, ${String(grey)})`) === '#ffffff' ? 255 : 0;
    expect(contrast([grey, grey, grey], [text, text, text])).toBeGreaterThanOrEqual(4.5);
  }
});

test('the contrast is that of WCAG’s definition', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.478, 3);
});
