/**
 * Every text of the tenant's page. A language is a value of this type, so that a text that is missing in one language
 * does not compile. Texts with values are functions, so that each language has its own order of words and its plurals.
 */
export interface Messages {
  /** The language, as a BCP 47 tag. */
  readonly language: string;
  readonly title: (vendor: string) => string;
  readonly titleAfterwards: (vendor: string) => string;
  readonly pageTitle: string;
  readonly loading: string;
  readonly busy: string;
  readonly chooseLanguage: string;
  readonly newTab: string;
  readonly progress: string;
  readonly stages: { readonly review: string; readonly launch: string; readonly setup: string; readonly done: string };
  readonly stageDone: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly show: string;
  readonly hide: string;
  readonly sha256: string;
  readonly inEnglish: string;
  readonly noLink: Notice;
  readonly linkUsed: Notice;
  readonly linkEnded: Notice;
  readonly notOffered: (vendor: string) => Notice;
  readonly review: ReviewMessages;
  readonly launch: LaunchMessages;
  readonly share: ShareMessages;
  readonly watch: WatchMessages;
  readonly claim: ClaimMessages;
  readonly keys: KeyMessages;
  readonly done: DoneMessages;
  readonly problem: ProblemMessages;
  readonly footer: { readonly support: string; readonly privacy: string };
}

/** A page that only says something. */
export interface Notice {
  readonly title: string;
  readonly texts: readonly string[];
}

interface ReviewMessages {
  readonly intro: (vendor: string) => string;
  readonly onlyReads: string;
  readonly notAdministrator: string;
  readonly sendLink: string;
  readonly vendor: string;
  readonly contact: string;
  readonly askedOn: string;
  readonly vendorAccount: string;
  readonly compareAccount: (vendor: string) => string;
  readonly yourAccount: string;
  readonly stackHere: string;
  readonly purpose: string;
  readonly setUpBy: string;
  readonly setUpByText: (vendor: string) => string;
  readonly linkUntil: string;
  readonly messageFrom: (name: string) => string;
  readonly writtenByVendor: (vendor: string) => string;
  readonly writtenBySharer: (vendor: string) => string;
  readonly may: (users: readonly string[]) => string;
  readonly mayEverything: string;
  /** Access to a service: each level as a number and its name, such as `224 list` or `1 of 40 list`. */
  readonly fullAccess: (levels: readonly string[]) => string;
  readonly someAccess: (levels: readonly string[]) => string;
  readonly level: (allowed: number, of: number, level: string) => string;
  readonly levels: Readonly<Record<string, string>>;
  readonly everywhere: string;
  readonly actions: (count: number) => string;
  readonly roleMay: (vendor: string) => string;
  readonly roleWrites: (path: string, has: RoleParts) => string;
  readonly roleReads: (has: RoleParts) => string;
  readonly limits: string;
  readonly noConsole: (users: number) => string;
  readonly permissionsBoundary: (boundary: string, vendor: string) => string;
  readonly boundaryHasNoEffect: string;
  readonly outsidePath: (vendor: string, path: string, has: RoleParts) => string;
  readonly onlyVendor: (vendorAccount: string, role: string) => string;
  readonly withheld: (count: number) => string;
  readonly risks: string;
  readonly riskLevels: Readonly<Record<'administrative' | 'escalation' | 'accepted' | 'limited', string>>;
  readonly riskTexts: Readonly<
    Record<'administrative' | 'escalation' | 'limited' | 'boundary' | 'group' | 'instances', string>
  >;
  readonly creates: string;
  readonly byYou: (vendor: string, role: string, boundary: string) => string;
  readonly byVendor: (vendor: string) => string;
  readonly users: (count: number) => string;
  readonly groups: (count: number) => string;
  readonly policies: (count: number) => string;
  readonly managedPolicies: (count: number) => string;
  readonly keysToVendor: (count: number, vendor: string) => string;
  readonly keysToTenant: (count: number) => string;
  readonly revoke: string;
  readonly revokeByVendor: (vendor: string, stack: string, region: string) => string;
  readonly revokeAlone: (vendor: string, users: readonly string[], path: string) => string;
  readonly revokeForNow: (vendor: string) => string;
  readonly cloudTrail: string;
  readonly cloudTrailRole: string;
  readonly cloudTrailUsers: string;
  readonly cloudTrailRegion: (region: string) => string;
  readonly exact: string;
  readonly exactIntro: string;
  readonly policyOf: (name: string) => string;
  readonly managedPolicy: (name: string, version: string | null) => string;
  readonly boundaryDocument: (name: string) => string;
  readonly rolePolicy: (name: string) => string;
  readonly trustPolicy: (name: string) => string;
  readonly template: string;
  readonly openTemplate: string;
  readonly next: string;
}

/** What a blueprint has besides users: the role has permissions for these only if it does. */
export interface RoleParts {
  readonly groups: boolean;
  readonly policies: boolean;
}

interface LaunchMessages {
  readonly title: string;
  readonly intro: (vendor: string) => string;
  readonly how: string;
  readonly console: string;
  readonly cli: string;
  readonly terraform: string;
  readonly consoleSteps: (account: string, region: string) => readonly string[];
  readonly openConsole: string;
  readonly cliIntro: (account: string) => string;
  readonly terraformIntro: (account: string) => string;
  readonly exists: string;
  readonly existsText: string;
  readonly update: string;
  readonly created: string;
  readonly back: string;
  readonly waiting: string;
  readonly watching: string;
  readonly checkedAt: (time: string) => string;
  readonly checkNow: string;
  readonly checking: string;
  readonly notYet: string;
  readonly stillNotYet: string;
  readonly notYetHints: (account: string, stack: string, region: string) => readonly string[];
  readonly updateHint: string;
  readonly noStack: string;
}

interface ShareMessages {
  readonly title: string;
  readonly intro: string;
  readonly make: string;
  readonly making: string;
  readonly link: string;
  readonly until: (time: string) => string;
  readonly untilSoon: (time: string) => string;
  readonly mail: string;
  readonly mailSubject: (vendor: string) => string;
  readonly mailBody: (vendor: string, account: string, url: string, until: string) => string;
  readonly hide: string;
}

interface WatchMessages {
  readonly title: string;
  readonly undoing: string;
  readonly removing: string;
  readonly intro: string;
  readonly undoingIntro: string;
  readonly removingIntro: string;
  readonly steps: string;
  readonly step: (name: string) => string;
  readonly states: Readonly<Record<'pending' | 'running' | 'done' | 'failed', string>>;
  readonly took: (seconds: number) => string;
  readonly lag: string;
  readonly lagSince: (time: string) => string;
  readonly lagUntil: (time: string) => string;
  readonly vendorClaims: (vendor: string, keys: number) => Notice;
  readonly otherClaims: (keys: number) => Notice;
  readonly claiming: (keys: number) => Notice;
}

interface ClaimMessages {
  readonly title: string;
  readonly intro: (count: number) => string;
  readonly warning: string;
  readonly make: (count: number) => string;
  readonly making: string;
  readonly inFrame: string;
  readonly openOwnTab: string;
}

interface KeyMessages {
  readonly title: (count: number) => string;
  readonly warning: (count: number) => string;
  readonly user: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly hidden: string;
  readonly pending: string;
  readonly downloadCsv: string;
  readonly downloadCredentials: string;
  readonly forms: string;
  readonly shell: string;
  readonly fish: string;
  readonly powershell: string;
  readonly ini: string;
  readonly configure: string;
  readonly dotenv: string;
  readonly terraform: string;
  readonly json: string;
  /** Said of a form that is pasted into a shell. */
  readonly history: string;
  readonly stored: (count: number) => string;
  readonly use: (vendor: string, count: number) => string;
}

interface DoneMessages {
  readonly toVendor: (vendor: string, keys: number) => Notice;
  readonly toTenant: (vendor: string, keys: number) => Notice;
  readonly lost: (vendor: string, keys: number) => Notice;
  /** Said while the vendor updates the policies. */
  readonly updating: string;
  /** Said while the vendor replaces a key. */
  readonly rotating: string;
  readonly receipt: string;
  readonly receiptOfRemoval: string;
  readonly andStack: (stack: string, region: string) => string;
  readonly resource: string;
  readonly name: string;
  readonly state: string;
  readonly resourceTypes: Readonly<Record<string, string>>;
  readonly resourceStates: Readonly<Record<'made' | 'removed' | 'left', string>>;
  /** The states of keys that a rotation has replaced. */
  readonly oldKeyStates: Readonly<Record<'retiring' | 'inactive', string>>;
  readonly back: (vendor: string) => string;
  readonly close: string;
  readonly expired: (stack: string, region: string) => Notice;
  readonly removed: (stack: string, region: string) => Notice;
  readonly partlyRemoved: (stack: string, region: string) => Notice;
}

/** What a tenant can do about a problem. */
export type Advice =
  | 'launch'
  | 'trust'
  | 'update-stack'
  | 'name-taken'
  | 'denied'
  | 'role-denied'
  | 'account'
  | 'quota'
  | 'changed'
  | 'blocked'
  | 'wait'
  | 'paused'
  | 'vendor';

/** What happened, and what to do. A step that ends with a colon is followed by what to paste or to run. */
interface AdviceMessages {
  readonly title: string;
  readonly why?: string;
  readonly steps: readonly string[];
}

interface ProblemMessages {
  readonly failed: string;
  readonly stopped: string;
  readonly removalStopped: string;
  readonly nothingLeft: string;
  readonly vendorActs: (vendor: string) => string;
  readonly whatToDo: string;
  readonly advice: (vendor: string, role: string) => Readonly<Record<Advice, AdviceMessages>>;
  readonly trustDocument: string;
  readonly exemption: string;
  readonly actionsNeeded: string;
  readonly retry: string;
  readonly retrying: string;
  readonly details: string;
  readonly request: string;
  readonly left: string;
}
