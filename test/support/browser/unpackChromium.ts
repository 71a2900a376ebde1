import { inflate } from '@sparticuz/chromium';
import { copyFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dejaVuFonts, fontSettings } from './fonts.ts';

/**
 * Unpacks Chromium, its libraries and its fonts into the temporary folder. It is a program of its own, because the
 * package unpacks into the temporary folder of the process and nowhere else.
 */
const packed = ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br', 'fonts.tar.br'];
await Promise.all(packed.map((file) => inflate(join('node_modules', '@sparticuz', 'chromium', 'bin', file))));
const fonts = join(tmpdir(), 'fonts');
for (const file of dejaVuFonts)
  copyFileSync(join('node_modules', 'dejavu-fonts-ttf', 'ttf', file), join(fonts, 'fonts', file));
writeFileSync(join(fonts, 'fonts.conf'), fontSettings);
