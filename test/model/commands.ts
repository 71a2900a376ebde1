import * as fc from 'fast-check';
import { troubleKinds, type Trouble } from './trouble.ts';

/** What goes wrong in the process that serves a request. */
interface WithTrouble {
  readonly trouble?: Trouble | undefined;
}

/**
 * A request of a caller, or a run of the worker. `names` and `which` are indexes of the user names and the onboardings.
 */
export type Request = WithTrouble &
  (
    | { readonly do: 'create'; readonly names: number; readonly key: number | undefined; readonly isLater: boolean }
    | { readonly do: 'provision'; readonly which: number; readonly isLater: boolean }
    | { readonly do: 'claim'; readonly which: number; readonly key: number | undefined }
    | { readonly do: 'retire'; readonly which: number; readonly force: boolean }
    | { readonly do: 'reactivate'; readonly which: number }
    | { readonly do: 'offboard'; readonly which: number; readonly isLater: boolean }
    | {
        readonly do: 'rotate';
        readonly which: number;
        readonly names: number;
        readonly graceSeconds: number;
        readonly asks: 'nothing more' | 'endGrace' | 'confirmed' | 'undelivered';
      }
    | { readonly do: 'update'; readonly which: number; readonly names: number; readonly isLater: boolean }
    | { readonly do: 'look'; readonly which: number; readonly probesTrust: boolean }
    | { readonly do: 'read'; readonly which: number }
    | { readonly do: 'work' }
  );

/** What a caller, the tenant's administrator, AWS or Latchkey does next. */
export type Command =
  | Request
  | { readonly do: 'together'; readonly requests: readonly Request[] }
  | { readonly do: 'launch' | 'remove stack' | 'refuse' | 'trust again' | 'sweep' }
  | {
      readonly do:
        | 'create foreign user'
        | 'delete foreign user'
        | 'create foreign key'
        | 'use keys'
        | 'remove tag'
        | 'restore tag';
      readonly names: number;
    }
  | { readonly do: 'use key'; readonly which: number; readonly isOld: boolean }
  /** Deploys another version of each blueprint. */
  | { readonly do: 'deploy'; readonly version: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'receiver fails'; readonly times: number }
  | { readonly do: 'appear late'; readonly ms: number };

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

const trouble: fc.Arbitrary<Trouble | undefined> = fc.option(
  fc.record({
    at: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 30 }) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          'iam:CreateUser',
          'iam:CreateAccessKey',
          'iam:UpdateAccessKey',
          'iam:CreatePolicy',
          'iam:AttachUserPolicy',
          'iam:PutUserPermissionsBoundary',
          'iam:Detach.*',
          'iam:Delete.*',
          'iam:List.*',
          'iam:GetUser',
          'sts:AssumeRole',
          'sts:GetCallerIdentity',
          'dynamodb:PutItem',
          'sqs:SendMessage.*',
        ),
      },
    ),
    kind: fc.constantFrom(...troubleKinds),
    ms: fc.constantFrom(2 * second, 40 * second, 65 * second, 3 * minute, 8 * minute),
  }),
  { nil: undefined, freq: 3 },
);
const which = fc.nat({ max: 3 });
const names = fc.nat({ max: 2 });
const isLater = fc.boolean();
const key = fc.option(fc.nat({ max: 1 }), { nil: undefined });

const request = <T extends Request['do']>(name: T) => ({ do: fc.constant(name), trouble });
const requests: fc.Arbitrary<Request> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ ...request('create'), names, key, isLater }) },
  { weight: 2, arbitrary: fc.record({ ...request('provision'), which, isLater }) },
  { weight: 4, arbitrary: fc.record({ ...request('claim'), which, key }) },
  { weight: 2, arbitrary: fc.record({ ...request('retire'), which, force: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ ...request('reactivate'), which }) },
  { weight: 2, arbitrary: fc.record({ ...request('offboard'), which, isLater }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...request('rotate'),
      which,
      names,
      graceSeconds: fc.constantFrom(0, 60, 3600, 86_400),
      asks: fc.constantFrom('nothing more' as const, 'endGrace' as const, 'confirmed' as const, 'undelivered' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ ...request('update'), which, names, isLater }) },
  { weight: 3, arbitrary: fc.record({ ...request('look'), which, probesTrust: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ ...request('read'), which }) },
  { weight: 2, arbitrary: fc.record(request('work')) },
);

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 12, arbitrary: requests },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('together' as const),
      requests: fc.array(requests, { minLength: 2, maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('launch' as const, 'remove stack' as const, 'refuse' as const, 'trust again' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'create foreign user' as const,
        'delete foreign user' as const,
        'create foreign key' as const,
        'use keys' as const,
        'remove tag' as const,
        'restore tag' as const,
      ),
      names,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(second, 30 * second, 70 * second, 4 * minute, 16 * minute, day + minute, 8 * day),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deploy' as const), version: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('use key' as const), which, isOld: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('receiver fails' as const), times: fc.nat({ max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('appear late' as const),
      ms: fc.constantFrom(0, 2 * second, 15 * second),
    }),
  },
);

const update = fc.record({ ...request('update'), which: fc.constant(0), names, isLater });
/** What follows the first update: mostly what meets it. */
const aroundUpdates: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: update },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('deploy' as const), version: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('launch' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('together' as const),
      requests: fc.array(fc.oneof(update, requests), { minLength: 2, maxLength: 4 }),
    }),
  },
  { weight: 6, arbitrary: command },
);
const created = { do: 'create' as const, trouble: undefined, names: 0, key: undefined };
/** A sequence that begins with an onboarding and a change of its plan, which few sequences reach by chance. */
const updates = (most: number): fc.Arbitrary<readonly Command[]> =>
  fc
    .tuple(
      isLater,
      fc.constantFrom(0, 1, 2),
      fc.boolean(),
      update,
      fc.array(aroundUpdates, { maxLength: most, size: 'max' }),
    )
    .map(([later, version, isConsented, first, next]) => [
      { ...created, isLater: later },
      { do: 'deploy', version },
      ...(isConsented ? [{ do: 'launch' as const }] : []),
      first,
      ...next,
    ]);

const look = fc.record({ ...request('look'), which: fc.constant(0), probesTrust: fc.boolean() });
const changesOfAccount = fc.record({
  do: fc.constantFrom('remove tag' as const, 'restore tag' as const, 'create foreign key' as const),
  names: fc.constant(0),
});
const changesOfTrust = fc.record({ do: fc.constantFrom('refuse' as const, 'trust again' as const) });
/** What follows the hand-over of the keys: mostly looks, and what they find. */
const aroundLooks: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: look },
  { weight: 5, arbitrary: changesOfAccount },
  { weight: 3, arbitrary: changesOfTrust },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(4 * minute, 16 * minute, day) }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'sweep' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('together' as const),
      requests: fc.array(fc.oneof(look, requests), { minLength: 2, maxLength: 4 }),
    }),
  },
  { weight: 4, arbitrary: command },
);
/** A sequence that begins with an onboarding whose account is then looked at. */
const looks = (most: number): fc.Arbitrary<readonly Command[]> =>
  fc
    .tuple(isLater, fc.array(aroundLooks, { minLength: 1, maxLength: most, size: 'max' }))
    // Until some minutes after the onboarding, a look takes most differences for a delay of AWS.
    .map(([later, next]) => [
      { ...created, isLater: later },
      { do: 'work', trouble: undefined },
      { do: 'pass', ms: 16 * minute },
      ...next,
    ]);

/** Generates sequences of 1 to `most` commands; for updates and looks, up to four more. */
export const commands = (most: number): fc.Arbitrary<readonly Command[]> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.array(command, { minLength: 1, maxLength: most, size: 'max' }) },
    { weight: 1, arbitrary: updates(most) },
    { weight: 1, arbitrary: looks(most) },
  );
