import type { Phase } from './phase.ts';

/** Who gets the keys, for the reader of the message. `unknown`: the caller has no link, so the message is for any. */
export type Receiver = 'reader' | 'vendor' | 'sender' | 'unknown';

/** Every text of the message. A language is a value of this type. */
export interface HandoverTexts {
  readonly subject: (vendor: string, account: string) => string;
  readonly hello: string;
  readonly phases: Readonly<Record<Phase, (vendor: string, account: string) => string>>;
  readonly resources: string;
  readonly noResources: string;
  /** Types of resources. One that has no name here is shown as it is. */
  readonly types: Readonly<Record<string, string>>;
  readonly marks: Readonly<Record<'made' | 'removed' | 'left', string>>;
  readonly whatToDo: string;
  readonly open: string;
  readonly launch: (vendor: string, account: string) => string;
  readonly keys: Readonly<Record<Receiver, (vendor: string) => string>>;
  /** Stands for a link that only its sender knows. */
  readonly linkGoesHere: string;
  readonly until: (time: string) => string;
  readonly noSecret: string;
  readonly reference: (id: string) => string;
}
