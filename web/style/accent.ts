/** A colour as red, green and blue, each from 0 to 255. */
type Rgb = readonly [number, number, number];

/** WCAG 2.2, 1.4.3: the smallest contrast of text. */
const textContrast = 4.5;

/**
 * Returns the text colour for a background: black or white, whichever has the larger contrast. One of them always has
 * at least 4.5 to 1. Undefined if the text is no colour that a browser has computed.
 *
 * @param background as `getComputedStyle` returns it, for example `rgb(11, 87, 208)`
 */
export function textOn(background: string): string | undefined {
  const colour = parse(background);
  if (colour === undefined) return undefined;
  return contrast(colour, [255, 255, 255]) >= textContrast ? '#ffffff' : '#000000';
}

/** Returns the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((each) => {
    const part = each / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function parse(text: string): Rgb | undefined {
  const [, red, green, blue, alpha] = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(text) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return alpha === undefined || alpha === '1' ? [Number(red), Number(green), Number(blue)] : undefined;
}
