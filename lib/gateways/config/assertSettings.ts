import type { Blueprint } from '../../../catalog/blueprint.ts';
import type { Config } from './config.ts';
import { assertNamesFit } from './namesFit.ts';
import { assertRecipientKey } from './recipientKeySetting.ts';
import { assertContacts } from './vendorContacts.ts';

/**
 * Throws ConfigError if a setting is wrong that `readConfig` does not check. A deploy and a local start check all of them, so
 * that most functions do not have to.
 *
 * @param blueprints the catalogue
 */
export function assertSettings(config: Config, blueprints: readonly Blueprint[]): void {
  assertNamesFit(config, blueprints);
  assertContacts(config.contacts);
  assertRecipientKey(config.recipientKey);
}
