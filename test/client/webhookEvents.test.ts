import { isWebhookEvent } from '../../client/index.ts';
import { eventSchemas } from '../../lib/webhooks/eventSchemas.ts';

test.each(Object.keys(eventSchemas))('the client knows the event %s', (type) => {
  expect(isWebhookEvent({ type, version: 1, timestamp: '2026-11-22T12:06:38.341Z', data: {} })).toBe(true);
});

test.each([
  ['another type', { type: 'onboarding.new', data: {} }],
  ['a name that every object has', { type: 'constructor', data: {} }],
  ['no data', { type: 'onboarding.ready', data: null }],
  ['no object', null],
  ['a text', 'onboarding.ready'],
])('%s is not an event that the client knows', (_, value) => {
  expect(isWebhookEvent(value)).toBe(false);
});
