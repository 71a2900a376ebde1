import type { KeyFormatName } from '../../../lib/http/keyFormats/index.ts';
import type { Flow } from '../flow.ts';
import type { Messages } from '../../messages/messages.ts';
import type { FlowState } from '../state.ts';

/** How the stack is launched. */
export type LaunchForm = 'console' | 'cli' | 'terraform';
/** How keys are shown: in a format of answers with keys, apart from the file that is downloaded, or as JSON. */
export type KeyForm = Exclude<KeyFormatName, 'csv'> | 'json';

/** What of the page is not part of the flow: what is open, and what was just copied. */
export interface Shown {
  readonly launchForm: LaunchForm;
  readonly keyForm: KeyForm;
  /** The access key IDs whose secrets are shown. */
  readonly revealed: ReadonlySet<string>;
  /** Whether the person has copied or downloaded keys. */
  readonly hasTaken: boolean;
  /** What was copied last, and whether that worked. */
  readonly copied: { readonly what: string; readonly worked: boolean } | undefined;
}

/** What a view needs to show itself. */
export interface ViewContext {
  readonly state: FlowState;
  readonly flow: Flow;
  readonly messages: Messages;
  readonly shown: Shown;
  show(change: Partial<Shown>): void;
  /** Copies a text. `what` names it, so that its button can say that it was copied. */
  copy(what: string, text: string): void;
  /** Moves the focus to a part of the page, which is scrolled into view. */
  goTo(selector: string): void;
  /** Offers a file for download. */
  download(name: string, type: string, text: string): void;
  /** Opens the service's own page, because keys must not be shown here. Undefined if they may. */
  readonly openOwnTab: (() => void) | undefined;
  /** Tells the page that contains the element that the person leaves. */
  leave(): void;
}
