import { LitElement } from 'lit';
import type { LatchkeyClient } from '../../client/index.ts';
import { tokens } from '../style/tokens.ts';
import { hashOf, viewOf, type View } from './address.ts';
import { checkDeployment, load, openClient, runAction, type Action } from './calls.ts';
import { controls } from './controls.ts';
import { dialogStyle } from './dialogStyle.ts';
import { keyAndHealthStyle } from './keyAndHealthStyle.ts';
import { messages } from './messages.ts';
import { isRefusedToken, isUnsendable, problemText } from './problemText.ts';
import type { AdminContext, AdminState } from './state.ts';
import { style } from './style.ts';
import { page } from './views/page.ts';

/** How often an onboarding on which Latchkey works is read again, in milliseconds. */
const refreshEveryMs = 5000;

/** How to read what a view shows. */
interface Load {
  readonly isAsked?: boolean;
  readonly isQuiet?: boolean;
  readonly cursors?: readonly (string | undefined)[] | undefined;
}

/** The state without anything that a token was needed for. */
const nothingLoaded = {
  isLoading: false,
  running: undefined,
  counts: undefined,
  listed: undefined,
  opened: undefined,
  stops: undefined,
  times: undefined,
  confirmation: undefined,
  keyQuestion: undefined,
} as const satisfies Partial<AdminState>;

/**
 * `<latchkey-admin>`: the view of whoever operates the deployment. The operator's token is in a private field of this
 * element and nowhere else: signing out, reloading and closing the page end it.
 *
 * - `origin` (attribute): the address of the API.
 */
export class LatchkeyAdmin extends LitElement {
  static override readonly properties = { origin: { type: String }, state: { state: true } };
  static override readonly styles = [tokens, controls, style, keyAndHealthStyle, dialogStyle];

  declare origin: string;
  declare private state: AdminState;
  /** The client with the token. A real private field: neither an inspector of properties nor a dump of the element shows it. */
  #client: LatchkeyClient | undefined;
  /** Counts the loads, so that an answer that comes after another load began is dropped. */
  private loads = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What gets the focus after the next update: a heading after a change of the view. */
  private focusNext: string | undefined;

  constructor() {
    super();
    this.origin = '';
    this.state = { phase: 'checking', operatorsRotate: false, view: viewOf(location.hash), ...nothingLoaded };
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.readAddress);
    addEventListener('pagehide', this.leave);
    void this.check();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.readAddress);
    removeEventListener('pagehide', this.leave);
    this.forget();
  }

  protected override render() {
    return page(this.context());
  }

  protected override updated() {
    document.title = messages.title;
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog !== null && !dialog.open) dialog.showModal();
    if (this.focusNext === undefined || this.state.isLoading) return;
    this.renderRoot.querySelector<HTMLElement>(this.focusNext)?.focus();
    this.focusNext = undefined;
  }

  private context(): AdminContext {
    return {
      state: this.state,
      now: Date.now(),
      go: (view) => {
        this.go(view);
      },
      signIn: (token) => void this.signIn(token),
      signOut: () => {
        this.signOut({ kind: 'good', text: messages.signIn.signedOut });
      },
      retryCheck: () => void this.check(),
      refresh: () => void this.load({ isAsked: true }),
      olderPage: () => void this.turnPage(this.state.listed?.page.cursor ?? undefined),
      newerPage: () => void this.turnPage('newer'),
      provision: (id) => void this.act({ name: 'provision', id }),
      redeliver: (id, webhookId) => void this.act({ name: 'redeliver', id, webhookId }),
      stop: (scope, reason) => void this.act({ name: 'stop', scope, reason }),
      allow: (scope) => void this.act({ name: 'allow', scope }),
      confirm: (change) => {
        const { typed = '', acceptLeftovers = false } = this.state.confirmation ?? {};
        // A dialog that is taken out of the document gives the focus to nothing.
        if (change === undefined) this.focusNext = 'button.danger';
        this.set({ confirmation: change === undefined ? undefined : { typed, acceptLeftovers, ...change } });
      },
      offboard: (id, acceptLeftovers) => {
        this.set({ confirmation: undefined });
        void this.act({ name: 'offboard', id, acceptLeftovers });
      },
      look: (id, probesTrust) => void this.act({ name: 'look', id, probesTrust }),
      askAboutKey: (keyQuestion) => {
        const { accessKeyId = '' } = this.state.keyQuestion ?? {};
        if (keyQuestion === undefined) this.focusNext = `button[data-key="${accessKeyId}"]`;
        this.set({ keyQuestion });
      },
      changeKey: (id, { name, accessKeyId }, userName) => {
        this.set({ keyQuestion: undefined });
        void this.act({ name, id, accessKeyId, userName });
      },
    };
  }

  private set(change: Partial<AdminState>) {
    this.state = { ...this.state, ...change };
  }

  private async check() {
    this.set({ phase: 'checking', notice: undefined });
    try {
      this.set(await checkDeployment(this.origin));
    } catch (error) {
      this.set({ phase: 'unreachable', notice: { kind: 'bad', text: problemText(error) } });
    }
  }

  private async signIn(token: string) {
    this.set({ isLoading: true, notice: undefined });
    try {
      const client = openClient(this.origin, token);
      // Any call shows whether the token is accepted. The first view needs this one.
      const counts = await client.statusCounts();
      this.#client = client;
      this.focusNext = 'h2';
      this.set({ phase: 'signed-in', counts });
      await this.load();
    } catch (error) {
      const text = isRefusedToken(error) || isUnsendable(error) ? messages.signIn.refused : problemText(error);
      this.set({ isLoading: false, notice: { kind: 'bad', text } });
    }
  }

  private signOut(notice: AdminState['notice']) {
    this.forget();
    this.focusNext = '#token';
    this.set({ phase: 'signed-out', notice, ...nothingLoaded });
  }

  /** Drops the token and everything that was read with it. */
  private forget() {
    this.#client = undefined;
    this.loads += 1;
    clearTimeout(this.timer);
  }

  /** A browser may keep a page that was left, with its memory, and show it again. */
  private readonly leave = () => {
    if (this.#client !== undefined) this.signOut({ kind: 'good', text: messages.signIn.signedOut });
  };

  private go(view: View) {
    const hash = hashOf(view);
    if (hash === location.hash) void this.load();
    else location.hash = hash;
  }

  private readonly readAddress = () => {
    const view = viewOf(location.hash);
    this.focusNext = 'h2';
    const closed = { confirmation: undefined, keyQuestion: undefined, listed: undefined, opened: undefined };
    this.set({ view, notice: undefined, ...closed });
    void this.load();
  };

  private turnPage(to: string | undefined) {
    const { listed } = this.state;
    if (listed === undefined) return Promise.resolve();
    const cursors = to === 'newer' ? listed.cursors.slice(0, -1) : [...listed.cursors, to];
    this.focusNext = 'h2';
    return this.load({ cursors });
  }

  /**
   * Reads what the view shows. `isAsked`: a person pressed the button, and is told when it is done. `isQuiet`: nobody
   * asked, so a screen reader says nothing.
   */
  private async load({ isAsked = false, isQuiet = false, cursors = this.state.listed?.cursors }: Load = {}) {
    const client = this.#client;
    if (client === undefined) return;
    clearTimeout(this.timer);
    this.loads += 1;
    const mine = this.loads;
    if (!isQuiet) this.set({ isLoading: true });
    try {
      const change = await load(client, this.state.view, cursors);
      if (mine !== this.loads) return;
      const notice = isAsked ? { notice: { kind: 'good', text: messages.refreshed } as const } : {};
      this.set({ ...change, ...notice, isLoading: false });
      this.planRefresh();
    } catch (error) {
      if (mine === this.loads) this.fail(error);
    }
  }

  /** Reads an onboarding again while Latchkey works on it. */
  private planRefresh() {
    const { onboarding } = this.state.opened ?? {};
    if (onboarding?.next?.action !== 'continue') return;
    this.timer = setTimeout(() => void this.load({ isQuiet: true }), refreshEveryMs);
  }

  private async act(action: Action) {
    const client = this.#client;
    if (client === undefined || this.state.running !== undefined) return;
    this.set({ running: action.name, notice: undefined });
    try {
      const text = await runAction(client, action);
      this.set({ running: undefined, notice: { kind: 'good', text } });
    } catch (error) {
      // If the token has ended, the load finds out. It may also be of another kind: the problem says so.
      this.set({ running: undefined, notice: { kind: 'bad', text: problemText(error) } });
    }
    await this.load();
    await this.updateComplete;
    // The button of the action may be gone.
    if (this.shadowRoot?.activeElement === null) this.renderRoot.querySelector('h2')?.focus();
  }

  private fail(error: unknown) {
    if (isRefusedToken(error)) this.signOut({ kind: 'bad', text: messages.signIn.ended });
    else this.set({ isLoading: false, running: undefined, notice: { kind: 'bad', text: problemText(error) } });
  }
}
