import { retryDelaysMs } from '../../lib/webhooks/retrySchedule.ts';

const units = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** Returns a duration in its largest unit, such as "5 min". */
function duration(ms: number): string {
  const [length, unit] = units.find(([each]) => ms >= each) ?? [1, 'ms'];
  return `${String(ms / length)} ${unit}`;
}

/** What a receiver of webhooks needs to know, in Markdown. */
export const webhookWords = `Test and verify webhooks.

Latchkey sends each event to the \`webhook.url\` of the create, or else to the deployment’s own URL, as a POST request that follows Standard Webhooks 1.0. Every library for this standard can verify it.

**Verify.** Signed is the text \`{webhook-id}.{webhook-timestamp}.{body}\`, with the two headers and the body exactly as they came, before the body is parsed. \`webhook-signature\` has one or more signatures, separated by spaces. One that is valid is enough:

- \`v1,\` and Base64: HMAC-SHA256 of this text. The key is the bytes that the part of the secret after \`whsec_\` is the Base64 of. Those who operate the deployment have chosen the secret and hand it on. No call returns it.
- \`v1a,\` and Base64: the Ed25519 signature of this text. \`GET /v1/webhook-keys\` returns the public keys to everybody, in three forms. \`publicKey\` is \`whpk_\` and the Base64 of its 32 bytes.

While secrets are being changed, an event has two signatures of each kind. Refuse an event whose \`webhook-timestamp\` is more than five minutes off.

**Answer** 2xx within 15 seconds, and do the work afterwards. An event can come more than once: \`webhook-id\` is the same each time. Ignore an event whose \`type\` you do not know, and answer 2xx to it. The events of one onboarding come in order: one that is not delivered holds up the next.

**Retries.** After any other answer, or none, the event is sent again: after at most ${retryDelaysMs.map(duration).join(', ')}. Each delay is random, and at least a tenth of that. \`Retry-After\` of a 429 or 503 makes it longer, up to a day. After ${String(retryDelaysMs.length + 1)} failed tries, the event is not sent any more, unless somebody asks for it: \`POST /v1/onboardings/{id}/deliveries/{webhookId}/redeliver\`. 410 ends the events of this onboarding. Redirects are not followed.`;
