import { packedChromium, runsPackedChromium } from './packedChromium.ts';

/** Unpacks Chromium before the first test needs it. `test/support/unpackBrowser.cjs` runs it. */
if (runsPackedChromium(process)) await packedChromium();
