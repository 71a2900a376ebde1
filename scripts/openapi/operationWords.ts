import type { RouteName } from '../../lib/http/routes.ts';

/** What the caller of an operation needs to know besides what lib/http/contract.ts says in one sentence. In Markdown. */
export const operationWords: Readonly<Partial<Record<RouteName, string>>> = {
  createOnboarding: `- 201 with \`credentials\` and the status \`claimed\`: the keys, this once.
- 201 with the status \`awaiting_access\`: the stack has to be launched. There is no key, and the answer is JSON, whatever \`Accept\` says.
- 202: a worker continues. Read the onboarding after \`Retry-After\`, and claim its keys when it is \`ready\`.
- 201 with \`sealedCredentials\`: the keys, if the request has a \`recipientKey\`. The request that is sent again gets the same JWE until \`sealedUntil\`.
- 201 or 202 with \`Idempotency-Replayed\`: the request was sent before. \`credentials\` is null.
- A 4xx or 5xx with \`onboarding\`, and without a \`conflictsWith\` that is the same: an onboarding is stored, usually with the status \`failed\`.

Names of users, groups and policies are unique in the account, across all tenants and onboardings. For a second onboarding of the same blueprint in one account, send another name for each of them: \`userName\`, \`groupName\` and \`policyName\`, as far as the blueprint has these parameters. With only some of them changed, the create can fail at the next one.`,
  getOnboarding: `The answer has \`Retry-After\` while Latchkey is at work: read it again after that. In \`awaiting_access\`, \`access\` has the stack to launch, and \`problem\` why the role could not be assumed at the last try. \`waiting\` is there only while Latchkey itself waits.`,
  reviewOnboarding: `The answer is 200 in every status of the onboarding. With a link token, \`link\` is the caller's own link. A link that may only \`see\` gets no \`stack\` and no external ID: whoever cannot provision the onboarding needs neither, and the external ID is not public. The texts in \`link\` are from the vendor: show them as text, never as HTML.

\`revoke\` and \`cloudTrail\` are facts for the page: the vendor removes everything by offboarding. A tenant that does not want to wait for that deletes the access keys of the users in \`revoke\`, which takes effect within seconds.`,
  handoverMessage: `A draft in the Internet Message Format (RFC 5322), with \`X-Unsent: 1\` and without sender and recipient, which the mail program adds. Its text is there twice, plain and in HTML, in English or German (\`Accept-Language\`).

Latchkey stores no link token, so only the caller can have one: to get a message with the link, send this request with the token that \`POST …/link\` returned, to either path. With another token, the message says where to put the link. The keys are never in the message, and neither is a secret of them.`,
  provisionOnboarding: `200: the onboarding is \`ready\` and its keys can be claimed. 202: a worker continues, because of \`Prefer\`, because the time is used up, or because AWS is late.`,
  claimCredentials: `- 200 with \`credentials\`: the keys, this once. Store them before anything else.
- 200 with \`sealedCredentials\`: the keys, if the request has a \`recipientKey\`. Until \`sealedUntil\`, the same caller gets the same JWE again with the same key, with or without an \`Idempotency-Key\`.
- 200 with \`Idempotency-Replayed\` and without \`sealedCredentials\`: this request was sent before and its first answer had the keys. \`credentials\` is null. If that answer did not arrive, nobody has the secrets: rotate each key with \`undelivered: true\`.
- 202: AWS did not create the keys in time. No key was handed over, and a worker deletes what was created. Once the status is \`ready\` again, send the claim again, with the same \`Idempotency-Key\` or another one.`,
  onboardingHealth: `A look takes a few seconds. It changes nothing: it makes Get and List calls alone. Its result is stored, and so \`live=false\` returns it at once, with \`checkedAt\`. A daily look, which the deployment can switch off, does the same for each \`claimed\` onboarding.

- \`result\` is null, and \`checkedAt\` too, if nobody has looked since the keys were handed over.
- An item is \`unknown\` if AWS did not let Latchkey read it, or if a delay inside AWS can explain what was found. That is no drift. \`reason\` says which, and whether the stack has to be updated.
- \`repair\` says which call sets a difference right. \`provision\` changes nothing of an onboarding whose keys were handed over, so it is never the answer. With \`none\`, \`toDo\` says what a person in the account can do.
- 409 \`in-progress\`: Latchkey is at work on the onboarding. 409 \`wrong-state\`: there is nothing to compare in this status. \`live=false\` works in every status.`,
  retireKey: `For a key whose \`state\` in \`accessKeys\` is \`retiring\`. Without \`force\`, Latchkey follows the same rule as at the end of the grace time: the key is deactivated only if the new key was used since it was handed over (or \`confirmed\` says so), and the old one has been quiet for longer than the pause between its last use and the hand-over, or than any pause between two uses that Latchkey has seen. Otherwise the answer is 409 (\`old-key-in-use\`) with the facts. IAM records a use with a delay of up to 15 minutes.

\`force\` deactivates the key although it may be in use: whatever still uses it stops working at once. The key in force is never ended: 409 (\`wrong-state\`).

- 200: the key is \`inactive\`. It can be reactivated until its \`endsAt\`, when Latchkey deletes it. The same request again is 200 as well.
- 202: AWS did not answer in time. The change is decided, and a worker continues.
- 409 with \`Retry-After\` (\`in-progress\`): another process works on the keys.`,
  reactivateKey: `For a key that was deactivated and something still needs. It is \`retiring\` again until its grace time is over, 24 hours later unless \`graceSeconds\` says otherwise. For a key that is \`retiring\`, the grace time begins again, and the key is activated if somebody has deactivated it in the account.

- 200: the key works again. AWS may need some seconds to accept it everywhere.
- 202: AWS did not answer in time. The change is decided, and a worker continues.
- 404 (\`unknown-key\`): no such key, or it is deleted.`,
  rotateCredentials: `- 200 with \`credentials\`: the new key, this once. Store it before anything else. \`accessKeys\` has the replaced key as \`retiring\`, with the end of its grace time.
- 200 with \`Idempotency-Replayed\`: this request was sent before and its first answer had the key. \`credentials\` is null.
- 200 for an operator’s token: \`credentials\` is null. The back end gets the sealed key when it sends the same rotation with its own token and its \`recipientKey\`.
- 202: AWS did not create the key in time. No key was handed over. Once the status is \`claimed\` again, send the rotation again.

Production always has a key that works: a failed rotation changes no key that was handed over. With \`graceSeconds\` 0, the replaced key is ended at once. If a rotation before is still in its grace time, the answer is 409 \`key-retiring\`; \`endGrace: true\` deletes the old key first, if the newest one was used since its hand-over or the caller sends \`confirmed: true\`.

If the answer with a key was lost, of a rotation, a claim or a create, name this key in \`replaces\` and send \`undelivered: true\`: Latchkey deletes it if nobody has used it, keeps the key that it had replaced, and creates another.`,
  updateOnboarding: `For an onboarding whose blueprint was deployed in another version since (\`outdated\`), or that needs other parameters. The body names the parameters that change; null is the default. Without a body, the onboarding keeps its parameters. \`POST …/update/preview\` with the same body says in words what changes.

New policies are created and attached first, then the users get their permissions boundary, and then what only the old plan has is detached and deleted. So in between the users have at least what both plans have in common. A policy whose document changes becomes another policy, with \`-v2\` at the end of its name. Users and keys stay as they are: a parameter that names users, groups or policies cannot change (422), and a version of the blueprint with other users is refused (409 \`not-updatable\`).

- 200: the onboarding has the new plan, also if it had it before: the same request can be sent again.
- 202: a worker continues. \`lastUpdate\` says later how it ended, and so do the events \`onboarding.updated\` and \`onboarding.update_failed\`.
- 409 \`stack-outdated\`: no permissions boundary of the account allows the new plan. Nothing was changed. \`detail\` has the difference in words, and the command with which the tenant’s administrator agrees to it. If the role of an older stack may not do what the update needs, the answer is the same after everything that was added is removed.
- Another problem: the update was undone. The onboarding has the plan from before it, and its keys work.
- 409 with \`Retry-After\` (\`in-progress\`, \`check-pending\`): Latchkey is at work on the onboarding, or AWS may still carry out a call whose answer was lost.`,
  previewUpdate: `The answer needs no call to the account, so it says nothing about what somebody else has changed there: the health of the onboarding does. \`boundary.needsConsent\` is about the boundaries that launch links have named. Whether the tenant has updated the stack since, the update finds out.`,
  offboard: `It works in every status: also for an onboarding in \`failed\` or \`awaiting_access\`, which ends at once, and for one that is \`offboarded\`, which is answered with 200 and the same receipt again. While a process provisions, claims, rotates or rolls back, it is refused (\`in-progress\`).`,
  retireAccess: 'If there is no such access, the answer is 204 as well.',
  eraseTenant: `The answer is 409, and nothing is erased, while

- an onboarding of the tenant has not ended (\`slot-held\`): offboard it first, also one in \`failed\` or \`awaiting_access\`;
- an onboarding ended less than 24 hours ago, its account has still to be checked, or its webhook events are not delivered (\`in-progress\`): \`Retry-After\` is then up to a day (86,400), so schedule the next try instead of waiting for it;
- something was left in an account (\`wrong-state\`): have it removed, or send \`leftovers=accept\`;
- requests of the tenant are stopped (\`wrong-state\`): allow them first.

If nothing is stored about the tenant, the answer is 204 as well. If an erasure stops in between, send it again: it continues.`,
  allowRequests: 'If nothing is stopped, the answer is 204 as well.',
  testWebhook: `The answer is 200 whatever the endpoint answers: look at \`outcome\`. A test event is sent once, and is not stored.`,
};
