import type { KnownProblemType } from '../../../client/index.ts';
import { eventNames, eventsOf } from '../../../web/onboarding/events.ts';
import { firstState } from '../../../web/onboarding/flow.ts';
import type { FlowState } from '../../../web/onboarding/state.ts';
import { key, onboardingIn, refusal } from './scriptedLink.ts';

const problem = (type: KnownProblemType) => ({
  type,
  title: 'A title',
  status: 409,
  detail: 'A text with a name of the vendor.',
  retryable: false,
});
const valid = (more: Partial<FlowState>): Partial<FlowState> => ({ link: 'valid', ...more });
const awaiting = valid({ onboarding: onboardingIn('awaiting_access') });
const launch = { ...awaiting, isPastReview: true };
const ready = valid({ onboarding: onboardingIn('ready') });
const claimed = valid({ onboarding: onboardingIn('claimed') });
const failed = valid({
  onboarding: onboardingIn('failed', { problem: problem('urn:latchkey:problem:foreign-resource') }),
});
const refused = { refusal: refusal(409, 'not-ready') };

const changes: readonly {
  what: string;
  before: Partial<FlowState>;
  after: Partial<FlowState>;
  sends: readonly [name: string, detail: object][];
}[] = [
  {
    what: 'the first answer',
    before: { link: 'reading' },
    after: awaiting,
    sends: [
      ['ready', { stage: 'review', status: 'awaiting_access' }],
      ['step', { stage: 'review', status: 'awaiting_access', hasLaunched: false }],
    ],
  },
  {
    what: 'the end of the review',
    before: awaiting,
    after: launch,
    sends: [['step', { stage: 'launch', status: 'awaiting_access', hasLaunched: false }]],
  },
  {
    what: 'the launch',
    before: launch,
    after: { ...launch, hasLaunched: true },
    sends: [['step', { stage: 'launch', status: 'awaiting_access', hasLaunched: true }]],
  },
  {
    what: 'a role that is not there yet',
    before: launch,
    after: valid({
      isPastReview: true,
      onboarding: onboardingIn('awaiting_access', { problem: problem('urn:latchkey:problem:role-not-usable') }),
    }),
    sends: [],
  },
  {
    what: 'a failure',
    before: valid({ onboarding: onboardingIn('provisioning') }),
    after: failed,
    sends: [
      ['step', { stage: 'failed', status: 'failed', hasLaunched: false }],
      ['problem', { type: 'urn:latchkey:problem:foreign-resource' }],
    ],
  },
  { what: 'the same failure, read again', before: failed, after: { ...failed, readAt: 1 }, sends: [] },
  {
    what: 'a refused action',
    before: ready,
    after: { ...ready, ...refused },
    sends: [['problem', { type: 'urn:latchkey:problem:not-ready' }]],
  },
  {
    what: 'keys that arrive here',
    before: ready,
    after: { ...claimed, keys: [key], hasClaimed: true },
    sends: [
      ['step', { stage: 'keys', status: 'claimed', hasLaunched: false }],
      ['done', { delivers: 'vendor', here: true }],
    ],
  },
  {
    what: 'keys that were handed over elsewhere',
    before: ready,
    after: claimed,
    sends: [
      ['step', { stage: 'handed-over', status: 'claimed', hasLaunched: false }],
      ['done', { delivers: 'vendor', here: false }],
    ],
  },
  {
    what: 'a link that ends',
    before: awaiting,
    after: { ...awaiting, link: 'ended' },
    sends: [['step', { stage: 'link-ended', status: 'awaiting_access', hasLaunched: false }]],
  },
];

test.each(changes)('$what sends its events', ({ before, after, sends }) => {
  const events = eventsOf({ ...firstState, ...after }, { ...firstState, ...before });
  expect(events.map(({ name, detail }) => [name, detail])).toEqual(sends);
});

test('each event but `exit`, which the element sends, is in the table', () => {
  const sent = changes.flatMap(({ sends }) => sends.map(([name]) => name));
  expect([...new Set(sent), 'exit'].toSorted()).toEqual(eventNames.toSorted());
});
