import type {
  AuditTrail,
  Deliveries,
  Onboarding,
  OnboardingHealth,
  OnboardingList,
  StatusCounts,
  StepTimeList,
  Stops,
} from '../../client/index.ts';
import type { View } from './address.ts';

/** Whether the page can work: it asks the deployment first, then the person for a token. */
export type Phase = 'checking' | 'unreachable' | 'off' | 'signed-out' | 'signed-in';

/** A page of the list, and the cursors of the pages before it. */
interface Listed {
  readonly page: OnboardingList;
  /** The cursors with which the pages were read, the first page's (undefined) first. */
  readonly cursors: readonly (string | undefined)[];
}

/** One onboarding with everything that is recorded about it. */
export interface Opened {
  readonly onboarding: Onboarding;
  readonly trail: AuditTrail;
  readonly deliveries: Deliveries;
  /** The result of the last look at the account. */
  readonly health: OnboardingHealth;
}

/** What a person is told about what they did. */
interface Notice {
  readonly kind: 'good' | 'bad';
  readonly text: string;
}

/** What is typed into the confirmation of an offboarding. */
interface Confirmation {
  readonly typed: string;
  readonly acceptLeftovers: boolean;
}

/** What a person may do to an access key, after a question. */
export interface KeyQuestion {
  readonly name: 'reactivate' | 'rotate';
  readonly accessKeyId: string;
}

/** Everything that the page shows. The token is not in it. */
export interface AdminState {
  readonly phase: Phase;
  readonly view: View;
  readonly isLoading: boolean;
  /** The action that runs now. */
  readonly running?: string | undefined;
  readonly notice?: Notice | undefined;
  readonly counts?: StatusCounts | undefined;
  readonly listed?: Listed | undefined;
  readonly opened?: Opened | undefined;
  readonly stops?: Stops | undefined;
  readonly times?: StepTimeList | undefined;
  readonly confirmation?: Confirmation | undefined;
  /** Whether the deployment has a key for which an operator's rotation is sealed. */
  readonly operatorsRotate: boolean;
  /** What the page asks about before it is done. */
  readonly keyQuestion?: KeyQuestion | undefined;
}

/** What the views may do. */
export interface AdminContext {
  readonly state: AdminState;
  /** Epoch ms. */
  readonly now: number;
  readonly go: (view: View) => void;
  readonly signIn: (token: string) => void;
  readonly signOut: () => void;
  readonly retryCheck: () => void;
  readonly refresh: () => void;
  readonly olderPage: () => void;
  readonly newerPage: () => void;
  readonly provision: (id: string) => void;
  readonly redeliver: (id: string, webhookId: string) => void;
  readonly stop: (scope: string, reason: string) => void;
  readonly allow: (scope: string) => void;
  readonly confirm: (change: Partial<Confirmation> | undefined) => void;
  readonly offboard: (id: string, acceptLeftovers: boolean) => void;
  /** Looks at the account now. `probesTrust`: also without the correct external ID. */
  readonly look: (id: string, probesTrust: boolean) => void;
  /** Asks before a key is changed. Undefined closes the question. */
  readonly askAboutKey: (question: KeyQuestion | undefined) => void;
  readonly changeKey: (id: string, question: KeyQuestion, userName: string) => void;
}
