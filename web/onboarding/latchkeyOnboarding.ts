import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { chooseLanguage, isLanguage, languages, loadMessages } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';
import { textOn } from '../style/accent.ts';
import { tokens } from '../style/tokens.ts';
import { eventsOf, type OnboardingEvents } from './events.ts';
import { createFlow, firstState, type Flow } from './flow.ts';
import { layout } from './layoutStyle.ts';
import { linkCalls, type FetchLink } from './linkCalls.ts';
import { parts } from './partStyle.ts';
import { stageOf, type FlowState } from './state.ts';

import type { Shown, ViewContext } from './views/context.ts';
import { page } from './views/page.ts';

/** What a page that was loaded again still knows of the onboarding. */
export type Resume = Pick<FlowState, 'isPastReview' | 'hasLaunched'>;

const nothingShown: Shown = {
  launchForm: 'console',
  keyForm: 'shell',
  revealed: new Set(),
  hasTaken: false,
  copied: undefined,
};

/**
 * `<latchkey-onboarding>`: what a tenant's administrator sees of one onboarding, from the review to the keys. Sends the
 * events in events.ts; none has a secret.
 *
 * - `origin` (attribute): the address of the API.
 * - `claims` (attribute): whether keys may be shown here. Without it, they are shown on the service's own page alone.
 * - `language` (attribute): `en` or `de`. Default: the language of the browser.
 * - `theme` (attribute): `light` or `dark`. Default: that of the browser.
 * - `fetchLink` (property): returns the link token. It is called again when the token has ended. Another function is
 *   called from then on; it begins nothing anew unless the link has ended. For another onboarding, use a new element.
 */
export class LatchkeyOnboarding extends LitElement {
  static override readonly properties = {
    origin: { type: String },
    claims: { type: Boolean },
    language: { type: String },
    fetchLink: { attribute: false },
    resume: { attribute: false },
    shown: { state: true },
    messages: { state: true },
  };
  static override readonly styles = [tokens, layout, parts];

  declare origin: string;
  declare claims: boolean;
  declare language: string;
  declare fetchLink: FetchLink | undefined;
  /** What the page knew before it was loaded again, or `used` if its link was used up. Read once. */
  declare resume: Resume | 'used' | undefined;
  /** Called with the texts when they are loaded and when the person has chosen another language. */
  declare languageChanged: ((messages: Messages) => void) | undefined;
  declare private shown: Shown;
  declare private messages: Messages | undefined;
  private flow: Flow | undefined;
  private lastStage: string | undefined;
  private hadShared = false;
  /** The person has followed the link that leads away. The browser then takes the page away too. */
  private hasLeft = false;

  constructor() {
    super();
    this.origin = '';
    this.claims = false;
    this.language = '';
    this.shown = nothingShown;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('pagehide', this.forget);
    addEventListener('beforeunload', this.warn);
    addEventListener('focus', this.look);
    document.addEventListener('visibilitychange', this.look);
    this.requestUpdate();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.forget);
    removeEventListener('beforeunload', this.warn);
    removeEventListener('focus', this.look);
    document.removeEventListener('visibilitychange', this.look);
    // A page that moves the element takes it out and puts it in again at once. Then nothing has ended.
    queueMicrotask(() => {
      if (!this.isConnected) this.end();
    });
  }

  /** Ends all reads, and forgets the keys and what is open. If the element comes back, it goes on at the same place. */
  private end() {
    if (this.flow === undefined) return;
    const { isPastReview, hasLaunched } = this.state;
    this.sendExit();
    this.flow.stop();
    this.flow = undefined;
    this.resume = { isPastReview, hasLaunched };
    this.shown = nothingShown;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('language') || this.messages === undefined) void this.readMessages();
    if (!this.isConnected) return;
    // A framework may set another function at each of its updates. It is for the next token, unless none is left.
    const isNeeded = changed.has('fetchLink') && (this.fetchLink === undefined || this.state.link === 'ended');
    if (changed.has('origin') || this.flow === undefined || isNeeded) this.begin();
  }

  protected override updated() {
    this.checkAppearance();
    const stage = stageOf(this.state);
    const hasShared = this.state.shared !== undefined;
    if (this.messages === undefined || (stage === this.lastStage && hasShared === this.hadShared)) return;
    // Whoever uses a screen reader or the keyboard goes on at the new view. At the first one, the browser decides.
    if (stage === this.lastStage) this.renderRoot.querySelector<HTMLElement>('.share h3')?.focus();
    else if (this.lastStage !== undefined && this.lastStage !== 'loading') this.renderRoot.querySelector('h2')?.focus();
    this.lastStage = stage;
    this.hadShared = hasShared;
  }

  protected override render() {
    const { messages, flow, state } = this;
    if (messages === undefined) return nothing;
    const context: ViewContext = {
      state,
      flow: flow ?? noFlow,
      messages,
      shown: this.shown,
      show: (change) => {
        this.shown = { ...this.shown, ...change };
      },
      copy: (what, text) => void this.copy(what, text),
      goTo: (selector) => {
        const part = this.renderRoot.querySelector(selector);
        if (part instanceof HTMLElement) part.focus();
      },
      download,
      openOwnTab: this.claims ? undefined : () => void this.openOwnTab(),
      leave: () => {
        this.sendExit();
        this.hasLeft = true;
      },
    };
    return html`${page(context, this.languageChoice(messages))}`;
  }

  private get state(): FlowState {
    return this.flow?.state() ?? { ...firstState, link: this.resume === 'used' ? 'used' : 'missing' };
  }

  private begin() {
    this.flow?.stop();
    this.flow = undefined;
    const { resume } = this;
    if (this.fetchLink === undefined || this.origin === '') return;
    this.flow = createFlow(
      {
        api: linkCalls(this.origin, () => this.fetchLink?.() ?? ''),
        now: () => Date.now(),
        later: (run, ms) => {
          const timer = setTimeout(run, ms);
          return () => {
            clearTimeout(timer);
          };
        },
        changed: (state, before) => {
          for (const { name, detail } of eventsOf(state, before)) this.send(name, detail);
          this.requestUpdate();
        },
      },
      typeof resume === 'object' ? resume : {},
    );
    void this.flow.start();
  }

  private async readMessages() {
    const wished = this.language === '' ? navigator.languages : [this.language];
    const language = chooseLanguage(wished);
    if (this.messages?.language === language) return;
    this.messages = await loadMessages(language);
    this.languageChanged?.(this.messages);
  }

  private languageChoice(messages: Messages) {
    return html`<label
      ><span class="visually-hidden">${messages.chooseLanguage}</span
      ><select
        @change=${(event: Event) => {
          const { target } = event;
          if (target instanceof HTMLSelectElement && isLanguage(target.value)) this.language = target.value;
        }}
      >
        ${Object.entries(languages).map(
          ([name, ownName]) =>
            html`<option value=${name} lang=${name} .selected=${name === messages.language}>${ownName}</option>`,
        )}
      </select></label
    >`;
  }

  /** The vendor's colour is the background of buttons, so their text has to be readable on it. */
  private checkAppearance() {
    const given = getComputedStyle(this);
    this.toggleAttribute('has-logo', given.getPropertyValue('--latchkey-logo').trim() !== '');
    const text = this.textOnAccent(given.getPropertyValue('--latchkey-accent').trim());
    if (text === undefined)
      for (const name of ['--checked-accent', '--checked-on-accent', '--accent-line']) this.style.removeProperty(name);
    else {
      this.style.setProperty('--checked-on-accent', text);
      this.style.setProperty('--accent-line', 'var(--control)');
    }
  }

  /** Undefined if there is no colour, or if text on it may not be readable, as on one that is transparent. */
  private textOnAccent(wished: string): string | undefined {
    if (!CSS.supports('color', wished)) return undefined;
    this.style.setProperty('--checked-accent', wished);
    const probe = this.renderRoot.querySelector('.accent-probe');
    return probe === null ? undefined : textOn(getComputedStyle(probe).backgroundColor);
  }

  private async copy(what: string, text: string) {
    const worked = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    this.shown = { ...this.shown, copied: { what, worked } };
  }

  /** Opens the service's own page, on which keys may be shown. The token is in no attribute of this page. */
  private async openOwnTab() {
    try {
      const token = await this.fetchLink?.();
      if (token !== undefined) open(`${this.origin}/onboard#${token}`, '_blank', 'noopener');
    } catch {
      // The vendor's page could not get a token. The button is still there, to try again.
    }
  }

  private readonly forget = () => {
    this.sendExit();
    this.flow?.forgetKeys();
    this.flow?.forgetShared();
    this.shown = { ...this.shown, revealed: new Set(), copied: undefined };
  };

  private readonly warn = (event: BeforeUnloadEvent) => {
    const { keys, running } = this.state;
    // The answer to a claim has the keys, and no later one has them.
    if (keys !== undefined || running === 'claim') event.preventDefault();
  };

  private readonly look = () => {
    if (document.visibilityState !== 'visible') return;
    this.hasLeft = false;
    this.flow?.lookNow();
  };

  private sendExit() {
    if (this.hasLeft) return;
    const { onboarding } = this.state;
    this.send('exit', { stage: stageOf(this.state), status: onboarding?.status });
  }

  private send<Name extends keyof OnboardingEvents>(name: Name, detail: OnboardingEvents[Name]) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function download(name: string, type: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

const noLink = () => Promise.reject(new Error('no link'));

const noFlow = createFlow(
  {
    api: { review: noLink, read: noLink, provision: noLink, claim: noLink, share: noLink },
    now: () => 0,
    later: () => () => {},
    changed: () => {},
  },
  { link: 'missing' },
);
