import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from './client/index.js';
import type { AllowRequestsData, AllowRequestsErrors, AllowRequestsResponses, AwsProfilesData, AwsProfilesErrors, AwsProfilesResponses, ChangeExternalIdData, ChangeExternalIdErrors, ChangeExternalIdResponses, ClaimCredentialsByLinkData, ClaimCredentialsByLinkErrors, ClaimCredentialsByLinkResponses, ClaimCredentialsData, ClaimCredentialsErrors, ClaimCredentialsResponses, CountStatusesData, CountStatusesErrors, CountStatusesResponses, CreateLinkData, CreateLinkErrors, CreateLinkResponses, CreateOnboardingData, CreateOnboardingErrors, CreateOnboardingResponses, EndLinkData, EndLinkErrors, EndLinkResponses, EraseTenantData, EraseTenantErrors, EraseTenantResponses, GetAccessData, GetAccessErrors, GetAccessResponses, GetBlueprintData, GetBlueprintErrors, GetBlueprintResponses, GetOnboardingByLinkData, GetOnboardingByLinkErrors, GetOnboardingByLinkResponses, GetOnboardingData, GetOnboardingErrors, GetOnboardingResponses, HandoverMessageByLinkData, HandoverMessageByLinkErrors, HandoverMessageByLinkResponses, HandoverMessageData, HandoverMessageErrors, HandoverMessageResponses, HealthData, HealthErrors, HealthResponses, ListBlueprintsData, ListBlueprintsErrors, ListBlueprintsResponses, ListDeliveriesData, ListDeliveriesErrors, ListDeliveriesResponses, ListOnboardingsData, ListOnboardingsErrors, ListOnboardingsResponses, ListStopsData, ListStopsErrors, ListStopsResponses, OffboardData, OffboardErrors, OffboardResponses, OnboardingEventsData, OnboardingEventsErrors, OnboardingEventsResponses, OnboardingHealthData, OnboardingHealthErrors, OnboardingHealthResponses, OpenApiData, OpenApiErrors, OpenApiResponses, PreviewBlueprintData, PreviewBlueprintErrors, PreviewBlueprintResponses, PreviewUpdateData, PreviewUpdateErrors, PreviewUpdateResponses, ProvisionOnboardingByLinkData, ProvisionOnboardingByLinkErrors, ProvisionOnboardingByLinkResponses, ProvisionOnboardingData, ProvisionOnboardingErrors, ProvisionOnboardingResponses, ReactivateKeyData, ReactivateKeyErrors, ReactivateKeyResponses, RedeliverData, RedeliverErrors, RedeliverResponses, RetireAccessData, RetireAccessErrors, RetireAccessResponses, RetireKeyData, RetireKeyErrors, RetireKeyResponses, ReviewOnboardingByLinkData, ReviewOnboardingByLinkErrors, ReviewOnboardingByLinkResponses, ReviewOnboardingData, ReviewOnboardingErrors, ReviewOnboardingResponses, RevokeLinkData, RevokeLinkErrors, RevokeLinkResponses, RotateCredentialsData, RotateCredentialsErrors, RotateCredentialsResponses, ShareLinkByLinkData, ShareLinkByLinkErrors, ShareLinkByLinkResponses, ShareLinkData, ShareLinkErrors, ShareLinkResponses, StepTimesData, StepTimesErrors, StepTimesResponses, StopRequestsData, StopRequestsErrors, StopRequestsResponses, TenantAccessData, TenantAccessErrors, TenantAccessResponses, TestWebhookData, TestWebhookErrors, TestWebhookResponses, UpdateOnboardingData, UpdateOnboardingErrors, UpdateOnboardingResponses, WebhookKeysData, WebhookKeysErrors, WebhookKeysResponses } from './types.gen.js';
export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};
/**
 * List onboardings
 *
 * Lists the onboardings, newest first, without secrets; with `rotateBefore` those with a key that should be replaced before this time, the most urgent first. Query parameters: `tenantId`, `accountId`, `status`, `rotateBefore` (a date, or a date with time), `outdated=true` (those whose blueprint was deployed in another version since), `limit` (1 to 1,000; default 50) and `cursor` (for the next page, unless it is null).
 */
export declare const listOnboardings: <ThrowOnError extends boolean = false>(options?: Options<ListOnboardingsData, ThrowOnError>) => RequestResult<ListOnboardingsResponses, ListOnboardingsErrors, ThrowOnError>;
/**
 * Create an onboarding
 *
 * Sets up one blueprint for one tenant: 201 with the keys, or 201 with the status `awaiting_access` and the launch link. With `Prefer: respond-async`, or if the time is used up: 202, and the keys are claimed later. The header `Accept` selects the format of the keys. An answer without keys is JSON: check the status first.
 *
 * - 201 with `credentials` and the status `claimed`: the keys, this once.
 * - 201 with the status `awaiting_access`: the stack has to be launched. There is no key, and the answer is JSON, whatever `Accept` says.
 * - 202: a worker continues. Read the onboarding after `Retry-After`, and claim its keys when it is `ready`.
 * - 201 with `sealedCredentials`: the keys, if the request has a `recipientKey`. The request that is sent again gets the same JWE until `sealedUntil`.
 * - 201 or 202 with `Idempotency-Replayed`: the request was sent before. `credentials` is null.
 * - A 4xx or 5xx with `onboarding`, and without a `conflictsWith` that is the same: an onboarding is stored, usually with the status `failed`.
 *
 * Names of users, groups and policies are unique in the account, across all tenants and onboardings. For a second onboarding of the same blueprint in one account, send another name for each of them: `userName`, `groupName` and `policyName`, as far as the blueprint has these parameters. With only some of them changed, the create can fail at the next one.
 */
export declare const createOnboarding: <ThrowOnError extends boolean = false>(options: Options<CreateOnboardingData, ThrowOnError>) => RequestResult<CreateOnboardingResponses, CreateOnboardingErrors, ThrowOnError>;
/**
 * Offboard
 *
 * Deactivates the keys, removes everything that the onboarding created and nothing else, and returns the receipt; 202 if a worker continues.
 *
 * It works in every status: also for an onboarding in `failed` or `awaiting_access`, which ends at once, and for one that is `offboarded`, which is answered with 200 and the same receipt again. While a process provisions, claims, rotates or rolls back, it is refused (`in-progress`).
 */
export declare const offboard: <ThrowOnError extends boolean = false>(options: Options<OffboardData, ThrowOnError>) => RequestResult<OffboardResponses, OffboardErrors, ThrowOnError>;
/**
 * Get an onboarding
 *
 * Returns the status, the steps, the created resources, and what the onboarding waits for: `access` and `problem` in `awaiting_access`, `waiting` otherwise. Contains no secrets.
 *
 * The answer has `Retry-After` while Latchkey is at work: read it again after that. In `awaiting_access`, `access` has the stack to launch, and `problem` why the role could not be assumed at the last try. `waiting` is there only while Latchkey itself waits.
 */
export declare const getOnboarding: <ThrowOnError extends boolean = false>(options: Options<GetOnboardingData, ThrowOnError>) => RequestResult<GetOnboardingResponses, GetOnboardingErrors, ThrowOnError>;
/**
 * Get an onboarding, with a link token
 *
 * The same call as `GET /v1/onboardings/{id}`, for link tokens alone. It works in every deployment, also where callers sign.
 */
export declare const getOnboardingByLink: <ThrowOnError extends boolean = false>(options: Options<GetOnboardingByLinkData, ThrowOnError>) => RequestResult<GetOnboardingByLinkResponses, GetOnboardingByLinkErrors, ThrowOnError>;
/**
 * Review an onboarding
 *
 * Returns what the tenant’s administrator has to know before launching the stack: who asks and why, the preview of this onboarding, the template with its SHA-256, the stack with its links and commands, how to revoke the access, and what CloudTrail shows. Contains no secrets.
 *
 * The answer is 200 in every status of the onboarding. With a link token, `link` is the caller's own link. A link that may only `see` gets no `stack` and no external ID: whoever cannot provision the onboarding needs neither, and the external ID is not public. The texts in `link` are from the vendor: show them as text, never as HTML.
 *
 * `revoke` and `cloudTrail` are facts for the page: the vendor removes everything by offboarding. A tenant that does not want to wait for that deletes the access keys of the users in `revoke`, which takes effect within seconds.
 */
export declare const reviewOnboarding: <ThrowOnError extends boolean = false>(options: Options<ReviewOnboardingData, ThrowOnError>) => RequestResult<ReviewOnboardingResponses, ReviewOnboardingErrors, ThrowOnError>;
/**
 * Review an onboarding, with a link token
 *
 * The same call as `GET /v1/onboardings/{id}/review`, for link tokens alone. It works in every deployment, also where callers sign.
 */
export declare const reviewOnboardingByLink: <ThrowOnError extends boolean = false>(options: Options<ReviewOnboardingByLinkData, ThrowOnError>) => RequestResult<ReviewOnboardingByLinkResponses, ReviewOnboardingByLinkErrors, ThrowOnError>;
/**
 * Provision an onboarding
 *
 * Continues an onboarding up to `ready`: after the stack was launched, or to try again after a failure.
 *
 * 200: the onboarding is `ready` and its keys can be claimed. 202: a worker continues, because of `Prefer`, because the time is used up, or because AWS is late.
 */
export declare const provisionOnboarding: <ThrowOnError extends boolean = false>(options: Options<ProvisionOnboardingData, ThrowOnError>) => RequestResult<ProvisionOnboardingResponses, ProvisionOnboardingErrors, ThrowOnError>;
/**
 * Provision an onboarding, with a link token
 *
 * The same call as `POST /v1/onboardings/{id}/provision`, for link tokens alone. It works in every deployment, also where callers sign.
 */
export declare const provisionOnboardingByLink: <ThrowOnError extends boolean = false>(options: Options<ProvisionOnboardingByLinkData, ThrowOnError>) => RequestResult<ProvisionOnboardingByLinkResponses, ProvisionOnboardingByLinkErrors, ThrowOnError>;
/**
 * Claim the keys
 *
 * Creates the keys of a `ready` onboarding and returns them once; with a `recipientKey`, they are “sealed” in `docs/api.md`. The header `Accept` selects the format of the keys. An answer without keys is JSON: check the status first.
 *
 * - 200 with `credentials`: the keys, this once. Store them before anything else.
 * - 200 with `sealedCredentials`: the keys, if the request has a `recipientKey`. Until `sealedUntil`, the same caller gets the same JWE again with the same key, with or without an `Idempotency-Key`.
 * - 200 with `Idempotency-Replayed` and without `sealedCredentials`: this request was sent before and its first answer had the keys. `credentials` is null. If that answer did not arrive, nobody has the secrets: rotate each key with `undelivered: true`.
 * - 202: AWS did not create the keys in time. No key was handed over, and a worker deletes what was created. Once the status is `ready` again, send the claim again, with the same `Idempotency-Key` or another one.
 */
export declare const claimCredentials: <ThrowOnError extends boolean = false>(options: Options<ClaimCredentialsData, ThrowOnError>) => RequestResult<ClaimCredentialsResponses, ClaimCredentialsErrors, ThrowOnError>;
/**
 * Claim the keys, with a link token
 *
 * The same call as `POST /v1/onboardings/{id}/credentials`, for link tokens alone. It works in every deployment, also where callers sign.
 */
export declare const claimCredentialsByLink: <ThrowOnError extends boolean = false>(options: Options<ClaimCredentialsByLinkData, ThrowOnError>) => RequestResult<ClaimCredentialsByLinkResponses, ClaimCredentialsByLinkErrors, ThrowOnError>;
/**
 * Retire an old key
 *
 * Ends the grace time of a key that a rotation has replaced: deactivates the key, if the new one is in use and the old one has been quiet for long enough. With `force`, although the old key may be in use.
 *
 * For a key whose `state` in `accessKeys` is `retiring`. Without `force`, Latchkey follows the same rule as at the end of the grace time: the key is deactivated only if the new key was used since it was handed over (or `confirmed` says so), and the old one has been quiet for longer than the pause between its last use and the hand-over, or than any pause between two uses that Latchkey has seen. Otherwise the answer is 409 (`old-key-in-use`) with the facts. IAM records a use with a delay of up to 15 minutes.
 *
 * `force` deactivates the key although it may be in use: whatever still uses it stops working at once. The key in force is never ended: 409 (`wrong-state`).
 *
 * - 200: the key is `inactive`. It can be reactivated until its `endsAt`, when Latchkey deletes it. The same request again is 200 as well.
 * - 202: AWS did not answer in time. The change is decided, and a worker continues.
 * - 409 with `Retry-After` (`in-progress`): another process works on the keys.
 */
export declare const retireKey: <ThrowOnError extends boolean = false>(options: Options<RetireKeyData, ThrowOnError>) => RequestResult<RetireKeyResponses, RetireKeyErrors, ThrowOnError>;
/**
 * Reactivate an old key
 *
 * Activates a key that was deactivated after its grace time, and gives it a new grace time.
 *
 * For a key that was deactivated and something still needs. It is `retiring` again until its grace time is over, 24 hours later unless `graceSeconds` says otherwise. For a key that is `retiring`, the grace time begins again, and the key is activated if somebody has deactivated it in the account.
 *
 * - 200: the key works again. AWS may need some seconds to accept it everywhere.
 * - 202: AWS did not answer in time. The change is decided, and a worker continues.
 * - 404 (`unknown-key`): no such key, or it is deleted.
 */
export declare const reactivateKey: <ThrowOnError extends boolean = false>(options: Options<ReactivateKeyData, ThrowOnError>) => RequestResult<ReactivateKeyResponses, ReactivateKeyErrors, ThrowOnError>;
/**
 * Rotate a key
 *
 * Creates a new key in the place of the one that `replaces` names, and returns it once. The replaced key works on for `graceSeconds` (default: 86,400, a day; at most 90 days). If an operator's token sends it, the new key is sealed for the back end, and the answer does not have it. The header `Accept` selects the format of the keys. An answer without keys is JSON: check the status first.
 *
 * - 200 with `credentials`: the new key, this once. Store it before anything else. `accessKeys` has the replaced key as `retiring`, with the end of its grace time.
 * - 200 with `Idempotency-Replayed`: this request was sent before and its first answer had the key. `credentials` is null.
 * - 200 for an operator’s token: `credentials` is null. The back end gets the sealed key when it sends the same rotation with its own token and its `recipientKey`.
 * - 202: AWS did not create the key in time. No key was handed over. Once the status is `claimed` again, send the rotation again.
 *
 * Production always has a key that works: a failed rotation changes no key that was handed over. With `graceSeconds` 0, the replaced key is ended at once. If a rotation before is still in its grace time, the answer is 409 `key-retiring`; `endGrace: true` deletes the old key first, if the newest one was used since its hand-over or the caller sends `confirmed: true`.
 *
 * If the answer with a key was lost, of a rotation, a claim or a create, name this key in `replaces` and send `undelivered: true`: Latchkey deletes it if nobody has used it, keeps the key that it had replaced, and creates another.
 */
export declare const rotateCredentials: <ThrowOnError extends boolean = false>(options: Options<RotateCredentialsData, ThrowOnError>) => RequestResult<RotateCredentialsResponses, RotateCredentialsErrors, ThrowOnError>;
/**
 * Update an onboarding
 *
 * Brings a `ready` or `claimed` onboarding to the deployed version of its blueprint, and to the `parameters` that the body changes; 202 if a worker continues. Its users and keys stay. New policies are attached before old ones are removed.
 *
 * For an onboarding whose blueprint was deployed in another version since (`outdated`), or that needs other parameters. The body names the parameters that change; null is the default. Without a body, the onboarding keeps its parameters. `POST …/update/preview` with the same body says in words what changes.
 *
 * New policies are created and attached first, then the users get their permissions boundary, and then what only the old plan has is detached and deleted. So in between the users have at least what both plans have in common. A policy whose document changes becomes another policy, with `-v2` at the end of its name. Users and keys stay as they are: a parameter that names users, groups or policies cannot change (422), and a version of the blueprint with other users is refused (409 `not-updatable`).
 *
 * - 200: the onboarding has the new plan, also if it had it before: the same request can be sent again.
 * - 202: a worker continues. `lastUpdate` says later how it ended, and so do the events `onboarding.updated` and `onboarding.update_failed`.
 * - 409 `stack-outdated`: no permissions boundary of the account allows the new plan. Nothing was changed. `detail` has the difference in words, and the command with which the tenant’s administrator agrees to it. If the role of an older stack may not do what the update needs, the answer is the same after everything that was added is removed.
 * - Another problem: the update was undone. The onboarding has the plan from before it, and its keys work.
 * - 409 with `Retry-After` (`in-progress`, `check-pending`): Latchkey is at work on the onboarding, or AWS may still carry out a call whose answer was lost.
 */
export declare const updateOnboarding: <ThrowOnError extends boolean = false>(options: Options<UpdateOnboardingData, ThrowOnError>) => RequestResult<UpdateOnboardingResponses, UpdateOnboardingErrors, ThrowOnError>;
/**
 * Preview an update
 *
 * Returns what an update with this body would change: what each user may do before and after it in words, the policies, the steps, and whether the tenant has to update the stack first. Changes nothing, and makes no call to the account.
 *
 * The answer needs no call to the account, so it says nothing about what somebody else has changed there: the health of the onboarding does. `boundary.needsConsent` is about the boundaries that launch links have named. Whether the tenant has updated the stack since, the update finds out.
 */
export declare const previewUpdate: <ThrowOnError extends boolean = false>(options: Options<PreviewUpdateData, ThrowOnError>) => RequestResult<PreviewUpdateResponses, PreviewUpdateErrors, ThrowOnError>;
/**
 * List the audit trail of an onboarding
 *
 * Returns the audit trail, oldest entry first: each transition, and each request that changed the onboarding, with its caller.
 */
export declare const onboardingEvents: <ThrowOnError extends boolean = false>(options: Options<OnboardingEventsData, ThrowOnError>) => RequestResult<OnboardingEventsResponses, OnboardingEventsErrors, ThrowOnError>;
/**
 * Compare the account with the plan
 *
 * Looks at the account of a `ready` or `claimed` onboarding and returns, item by item, what is there against what was planned, and the status, age and last use of each key. Query parameters: `live=false` (the result of the last look, without a call to the account) and `trust=probe` (also try to assume the role without the correct external ID, which otherwise happens once a week; not together with `live=false`). Changes nothing in the account. Contains no secrets.
 *
 * A look takes a few seconds. It changes nothing: it makes Get and List calls alone. Its result is stored, and so `live=false` returns it at once, with `checkedAt`. A daily look, which the deployment can switch off, does the same for each `claimed` onboarding.
 *
 * - `result` is null, and `checkedAt` too, if nobody has looked since the keys were handed over.
 * - An item is `unknown` if AWS did not let Latchkey read it, or if a delay inside AWS can explain what was found. That is no drift. `reason` says which, and whether the stack has to be updated.
 * - `repair` says which call sets a difference right. `provision` changes nothing of an onboarding whose keys were handed over, so it is never the answer. With `none`, `toDo` says what a person in the account can do.
 * - 409 `in-progress`: Latchkey is at work on the onboarding. 409 `wrong-state`: there is nothing to compare in this status. `live=false` works in every status.
 */
export declare const onboardingHealth: <ThrowOnError extends boolean = false>(options: Options<OnboardingHealthData, ThrowOnError>) => RequestResult<OnboardingHealthResponses, OnboardingHealthErrors, ThrowOnError>;
/**
 * Write a message about an onboarding
 *
 * Returns a message for a person as a file that mail programs open as a draft (`message/rfc822`): what was created, and how to claim the keys by a link. Called with the token of a link, the message has this link; otherwise, it has a place for it. In English or German, as `Accept-Language` says. Contains no secret access key.
 *
 * A draft in the Internet Message Format (RFC 5322), with `X-Unsent: 1` and without sender and recipient, which the mail program adds. Its text is there twice, plain and in HTML, in English or German (`Accept-Language`).
 *
 * Latchkey stores no link token, so only the caller can have one: to get a message with the link, send this request with the token that `POST …/link` returned, to either path. With another token, the message says where to put the link. The keys are never in the message, and neither is a secret of them.
 */
export declare const handoverMessage: <ThrowOnError extends boolean = false>(options: Options<HandoverMessageData, ThrowOnError>) => RequestResult<HandoverMessageResponses, HandoverMessageErrors, ThrowOnError>;
/**
 * Write a message about an onboarding, with a link token
 *
 * The same call as `GET /v1/onboardings/{id}/handover.eml`, for link tokens alone. It works in every deployment, also where callers sign.
 */
export declare const handoverMessageByLink: <ThrowOnError extends boolean = false>(options: Options<HandoverMessageByLinkData, ThrowOnError>) => RequestResult<HandoverMessageByLinkResponses, HandoverMessageByLinkErrors, ThrowOnError>;
/**
 * Revoke all link tokens
 *
 * Invalidates all link tokens of the onboarding.
 */
export declare const revokeLink: <ThrowOnError extends boolean = false>(options: Options<RevokeLinkData, ThrowOnError>) => RequestResult<RevokeLinkResponses, RevokeLinkErrors, ThrowOnError>;
/**
 * Create a link token
 *
 * Creates a link token for the onboarding page, which allows to read and provision this onboarding for at most seven days. If it delivers the keys to the `tenant`, it also allows to claim them, and is valid for at most an hour. An onboarding has at most 5, besides those that were shared. A create also returns one, unless it returns the keys.
 */
export declare const createLink: <ThrowOnError extends boolean = false>(options: Options<CreateLinkData, ThrowOnError>) => RequestResult<CreateLinkResponses, CreateLinkErrors, ThrowOnError>;
/**
 * Share a link
 *
 * Returns the one link that the holder of a link that may `launch` sends to a colleague. It allows to read and provision the onboarding, never to claim, ends with the link that it comes from, and cannot be shared again. 201 if it is new; a repeated call returns the same link.
 */
export declare const shareLink: <ThrowOnError extends boolean = false>(options: Options<ShareLinkData, ThrowOnError>) => RequestResult<ShareLinkResponses, ShareLinkErrors, ThrowOnError>;
/**
 * Share a link, with a link token
 *
 * The same call as `POST /v1/onboardings/{id}/link/share`, for link tokens alone. It works in every deployment, also where callers sign.
 */
export declare const shareLinkByLink: <ThrowOnError extends boolean = false>(options: Options<ShareLinkByLinkData, ThrowOnError>) => RequestResult<ShareLinkByLinkResponses, ShareLinkByLinkErrors, ThrowOnError>;
/**
 * Revoke a link token
 *
 * Invalidates one link token, and the one that was shared with it. The onboarding lists the links for the back end’s token.
 */
export declare const endLink: <ThrowOnError extends boolean = false>(options: Options<EndLinkData, ThrowOnError>) => RequestResult<EndLinkResponses, EndLinkErrors, ThrowOnError>;
/**
 * List webhook deliveries
 *
 * Lists the webhook events, each with its delivery tries.
 */
export declare const listDeliveries: <ThrowOnError extends boolean = false>(options: Options<ListDeliveriesData, ThrowOnError>) => RequestResult<ListDeliveriesResponses, ListDeliveriesErrors, ThrowOnError>;
/**
 * Send a webhook event again
 *
 * Sends a webhook event again.
 */
export declare const redeliver: <ThrowOnError extends boolean = false>(options: Options<RedeliverData, ThrowOnError>) => RequestResult<RedeliverResponses, RedeliverErrors, ThrowOnError>;
/**
 * Ask for access to an account
 *
 * Returns the external ID, the role and the launch link, before any onboarding; creates nothing in the account.
 */
export declare const tenantAccess: <ThrowOnError extends boolean = false>(options: Options<TenantAccessData, ThrowOnError>) => RequestResult<TenantAccessResponses, TenantAccessErrors, ThrowOnError>;
/**
 * Retire the access to an account
 *
 * Retires the external ID permanently, if no onboarding of the tenant needs it any more.
 *
 * If there is no such access, the answer is 204 as well.
 */
export declare const retireAccess: <ThrowOnError extends boolean = false>(options: Options<RetireAccessData, ThrowOnError>) => RequestResult<RetireAccessResponses, RetireAccessErrors, ThrowOnError>;
/**
 * Get the access to an account
 *
 * Returns the external ID, its change if one is in progress, and the stacks, each with the launch link and the command that updates it.
 */
export declare const getAccess: <ThrowOnError extends boolean = false>(options: Options<GetAccessData, ThrowOnError>) => RequestResult<GetAccessResponses, GetAccessErrors, ThrowOnError>;
/**
 * Change an external ID
 *
 * Replaces the external ID `replaces`. Latchkey tries both until the new one has worked for each role that is in use; then the old one ends. Returns the stacks to update.
 */
export declare const changeExternalId: <ThrowOnError extends boolean = false>(options: Options<ChangeExternalIdData, ThrowOnError>) => RequestResult<ChangeExternalIdResponses, ChangeExternalIdErrors, ThrowOnError>;
/**
 * Erase a tenant
 *
 * Erases everything that is stored about a tenant, if all its onboardings have ended at least a day ago and nothing of them is left or awaited (“erasing a tenant” in `docs/operating.md`).
 *
 * The answer is 409, and nothing is erased, while
 *
 * - an onboarding of the tenant has not ended (`slot-held`): offboard it first, also one in `failed` or `awaiting_access`;
 * - an onboarding ended less than 24 hours ago, its account has still to be checked, or its webhook events are not delivered (`in-progress`): `Retry-After` is then up to a day (86,400), so schedule the next try instead of waiting for it;
 * - something was left in an account (`wrong-state`): have it removed, or send `leftovers=accept`;
 * - requests of the tenant are stopped (`wrong-state`): allow them first.
 *
 * If nothing is stored about the tenant, the answer is 204 as well. If an erasure stops in between, send it again: it continues.
 */
export declare const eraseTenant: <ThrowOnError extends boolean = false>(options: Options<EraseTenantData, ThrowOnError>) => RequestResult<EraseTenantResponses, EraseTenantErrors, ThrowOnError>;
/**
 * List what is stopped
 *
 * Lists what is stopped and why, and the newest 100 entries of the audit trail of the deployment, newest first.
 */
export declare const listStops: <ThrowOnError extends boolean = false>(options?: Options<ListStopsData, ThrowOnError>) => RequestResult<ListStopsResponses, ListStopsErrors, ThrowOnError>;
/**
 * Allow requests again
 *
 * Allows again what `POST` has stopped.
 *
 * If nothing is stopped, the answer is 204 as well.
 */
export declare const allowRequests: <ThrowOnError extends boolean = false>(options: Options<AllowRequestsData, ThrowOnError>) => RequestResult<AllowRequestsResponses, AllowRequestsErrors, ThrowOnError>;
/**
 * Stop requests
 *
 * Stops creates, claims, rotations and links of one tenant (`tenant:{tenantId}`), of one blueprint (`blueprint:{name}`), or `all`. They are then 503 (`stopped`), with the `reason` of the body. What has begun continues.
 */
export declare const stopRequests: <ThrowOnError extends boolean = false>(options: Options<StopRequestsData, ThrowOnError>) => RequestResult<StopRequestsResponses, StopRequestsErrors, ThrowOnError>;
/**
 * Count onboardings by status
 *
 * Returns how many onboardings are in each status. A count ends at 10,000 for each shard of the index and then has `atLeast`. For a token that is limited to some tenants, it counts their newest 1,000 onboardings.
 */
export declare const countStatuses: <ThrowOnError extends boolean = false>(options?: Options<CountStatusesData, ThrowOnError>) => RequestResult<CountStatusesResponses, CountStatusesErrors, ThrowOnError>;
/**
 * Get the times of steps
 *
 * Returns how long each kind of step took in the newest onboardings: median, percentiles and maximum, by blueprint. Query parameter: `newest`, the number of onboardings (1 to 1,000; default 200).
 */
export declare const stepTimes: <ThrowOnError extends boolean = false>(options?: Options<StepTimesData, ThrowOnError>) => RequestResult<StepTimesResponses, StepTimesErrors, ThrowOnError>;
/**
 * Write profiles for the AWS CLI
 *
 * Returns sections of `~/.aws/credentials` and `~/.aws/config` for several claimed onboardings, which may be in several accounts, and the part of a `serverless.yml` that selects the profile by the stage. Contains no secrets.
 */
export declare const awsProfiles: <ThrowOnError extends boolean = false>(options: Options<AwsProfilesData, ThrowOnError>) => RequestResult<AwsProfilesResponses, AwsProfilesErrors, ThrowOnError>;
/**
 * List the blueprints
 *
 * Lists the catalogue.
 */
export declare const listBlueprints: <ThrowOnError extends boolean = false>(options?: Options<ListBlueprintsData, ThrowOnError>) => RequestResult<ListBlueprintsResponses, ListBlueprintsErrors, ThrowOnError>;
/**
 * Get a blueprint
 *
 * Returns what a blueprint creates, the differences from the guide, and the JSON Schema of its parameters.
 */
export declare const getBlueprint: <ThrowOnError extends boolean = false>(options: Options<GetBlueprintData, ThrowOnError>) => RequestResult<GetBlueprintResponses, GetBlueprintErrors, ThrowOnError>;
/**
 * Preview an onboarding
 *
 * Returns what an onboarding would create in an account of any partition: documents, names, ARNs, permissions in words, risks, permissions boundary, role, template, and differences from the guide. Creates and stores nothing.
 */
export declare const previewBlueprint: <ThrowOnError extends boolean = false>(options: Options<PreviewBlueprintData, ThrowOnError>) => RequestResult<PreviewBlueprintResponses, PreviewBlueprintErrors, ThrowOnError>;
/**
 * Test a webhook endpoint
 *
 * Sends a signed `webhook.test` event to a `url` and returns the result.
 *
 * The answer is 200 whatever the endpoint answers: look at `outcome`. A test event is sent once, and is not stored.
 */
export declare const testWebhook: <ThrowOnError extends boolean = false>(options: Options<TestWebhookData, ThrowOnError>) => RequestResult<TestWebhookResponses, TestWebhookErrors, ThrowOnError>;
/**
 * List the keys that verify webhooks
 *
 * Lists the public keys for verifying webhook events.
 */
export declare const webhookKeys: <ThrowOnError extends boolean = false>(options?: Options<WebhookKeysData, ThrowOnError>) => RequestResult<WebhookKeysResponses, WebhookKeysErrors, ThrowOnError>;
/**
 * Get this document
 *
 * Returns the OpenAPI document of the API, with the address of this deployment.
 */
export declare const openApi: <ThrowOnError extends boolean = false>(options?: Options<OpenApiData, ThrowOnError>) => RequestResult<OpenApiResponses, OpenApiErrors, ThrowOnError>;
/**
 * Check the health
 *
 * Answers 200 if the functions run, and says whether callers have tokens or sign.
 */
export declare const health: <ThrowOnError extends boolean = false>(options?: Options<HealthData, ThrowOnError>) => RequestResult<HealthResponses, HealthErrors, ThrowOnError>;
