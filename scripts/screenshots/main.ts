import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDefaults } from '../../local/defaults.ts';
import { enterEnvironment, localEnvironment } from '../../local/environment.ts';
import { launchBrowser } from '../../test/support/browser/launchBrowser.ts';
import { adminStates } from '../../test/support/adminStates.ts';
import { openAdminState } from '../../test/support/openAdminState.ts';
import { openState } from '../../test/support/openState.ts';
import { pageStates } from '../../test/support/pageStates.ts';
import { takePictures, takeTop, type PageState } from './takePictures.ts';

process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
enterEnvironment(localEnvironment('http://127.0.0.1:1', localDefaults.apiToken, process.env));
// Imported after the environment is set, because the handlers read their configuration when they are loaded.
const { startTestStack } = await import('../../test/support/testStack.ts');

/** Every picture. Git ignores the folder, because each run makes all pictures anew. */
const folder = join('docs', 'screenshots', 'page');
const adminFolder = join('docs', 'screenshots', 'admin');
/** The pictures in the README, which are committed. */
const inReadme = ['review', 'launch-console', 'keys'];

/** `npm run screenshots` takes a picture of each state of each page, in each language and theme of the page. */
const looks = ['en', 'de'].flatMap((language) => (['light', 'dark'] as const).map((theme) => ({ language, theme })));
const testStack = await startTestStack({ environment: { LATCHKEY_SUPPORT_URL: 'https://vendor.example/help' } });
const browser = await launchBrowser();
try {
  const states: readonly PageState[] = pageStates.map((state) => ({
    name: state.name,
    prepare: (opened: Parameters<typeof openState>[1]) => openState(testStack, opened, state),
  }));
  const files = await takePictures(browser, states, looks, folder);
  for (const state of states.filter(({ name }) => inReadme.includes(name)))
    writeFileSync(
      join('docs', 'screenshots', `page-${state.name}.png`),
      await takeTop(browser, state, { theme: 'light', language: 'en' }),
    );
  const { id } = (await testStack.create(await testStack.newTenant())).body;
  const operatorStates: readonly PageState[] = adminStates.map((state) => ({
    name: state.name,
    prepare: (opened) => openAdminState(testStack, id, opened, state),
  }));
  const english = looks.filter(({ language }) => language === 'en');
  const more = await takePictures(browser, operatorStates, english, adminFolder);
  console.log(`${files.length} pictures are in ${folder}, and ${more.length} in ${adminFolder}.`);
} finally {
  await browser.close();
  await testStack.close();
}
