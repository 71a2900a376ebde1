import { columns } from './record.ts';
import type { Run, Style } from './screen.ts';

/** The measures of the picture in pixels. A character of the fonts below is 0.6 of the font size wide. */
const fontSize = 13;
const characterWidth = fontSize * 0.6;
const lineHeight = 19;
const margin = 18;

const fonts = 'ui-monospace, SFMono-Regular, Menlo, Consolas, &quot;Liberation Mono&quot;, monospace';

/** The colours are those of GitHub's light and dark pages, on which the contrast of each is at least 4.5 to 1. */
const css = [
  '.page{fill:#f6f8fa;stroke:#d1d9e0}text{fill:#1f2328;white-space:pre}',
  '.bold{font-weight:bold}.dim{fill:#59636e}.green{fill:#1a7f37}.yellow{fill:#9a6700}.red{fill:#d1242f}',
  '@media (prefers-color-scheme:dark){.page{fill:#151b23;stroke:#3d444d}text{fill:#f0f6fc}',
  '.dim{fill:#9198a1}.green{fill:#3fb950}.yellow{fill:#d29922}.red{fill:#f85149}}',
].join('\n');

/** Where the README has the picture. */
export const pictureFile = 'docs/screenshots/terminal.svg';

const title =
  'A terminal: npx latchkey create shows the steps of an onboarding and writes the keys, list shows it, and offboard removes it.';

/** Returns a picture of a terminal as SVG, readable on light and dark pages. */
export function pictureOf(lines: readonly (readonly Run[])[]): string {
  const width = Math.ceil(columns * characterWidth) + 2 * margin;
  const height = lines.length * lineHeight + 2 * margin;
  const texts = lines.flatMap((runs, index) => {
    const y = margin + index * lineHeight + fontSize;
    return runs.length === 0
      ? []
      : [`<text x="${margin}" y="${y}" xml:space="preserve">${runs.map(span).join('')}</text>`];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="${fonts}" font-size="${fontSize}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${css}</style>`,
    `<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    ...texts,
    '</svg>\n',
  ].join('\n');
}

function span({ text, style }: Run): string {
  const names = classesOf(style);
  return names === '' ? escaped(text) : `<tspan class="${names}">${escaped(text)}</tspan>`;
}

const classesOf = ({ bold, dim, color }: Style) =>
  [bold ? 'bold' : '', dim ? 'dim' : '', color ?? ''].filter((name) => name !== '').join(' ');

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
