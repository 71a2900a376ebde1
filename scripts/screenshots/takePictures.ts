import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPage, type OpenedPage } from '../../test/support/browser/openPage.ts';

/** How a page is shown: `prefers-color-scheme`, and the language that the browser asks for (BCP 47). */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: string;
}

/** A state of a page, of which there is a picture for each look. */
export interface PageState {
  /** The first part of the file's name. */
  readonly name: string;
  /** Opens the page and brings it into the state. It is called in a new context for each look. */
  readonly prepare: (opened: OpenedPage, look: Look) => Promise<void>;
}

type Clip = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** The size of the window, in CSS pixels. A picture is as high as the page, and at least as high as the window. */
const viewport = { width: 1024, height: 640 };

/**
 * Writes `name-language-theme.png` for each state and look, and removes everything else in the folder: so no picture is
 * left of a state that is gone. Nothing is written if a state cannot be reached. The same page gives the same bytes: the
 * window has a fixed size, there are no animations and no caret, and on Linux x64 the fonts are those of npm packages.
 *
 * @param folder has nothing but these pictures
 * @returns the names of the files
 */
export async function takePictures(
  browser: Browser,
  states: readonly PageState[],
  looks: readonly Look[],
  folder: string,
): Promise<string[]> {
  const pictures: [string, Buffer][] = [];
  for (const state of states)
    for (const look of looks)
      pictures.push([`${state.name}-${look.language}-${look.theme}.png`, await take(browser, state, look)]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, picture] of pictures) writeFileSync(join(folder, file), picture);
  return pictures.map(([file]) => file);
}

/** Returns a picture of the top of a page, as high as it is wide: for a document that shows several side by side. */
export async function takeTop(browser: Browser, state: PageState, look: Look): Promise<Buffer> {
  const { width } = viewport;
  return take(browser, state, look, { x: 0, y: 0, width, height: width });
}

async function take(browser: Browser, state: PageState, look: Look, clip?: Clip): Promise<Buffer> {
  const opened = await openPage(browser, { locale: look.language, colorScheme: look.theme, viewport });
  try {
    await state.prepare(opened, look);
    return await picture(opened.page, clip);
  } finally {
    await opened.context.close();
  }
}

async function picture(page: Page, clip: Clip | undefined): Promise<Buffer> {
  // A font that the page loads itself.
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  const part = clip === undefined ? {} : { clip };
  return await page.screenshot({ fullPage: true, ...part, animations: 'disabled', caret: 'hide', scale: 'css' });
}
