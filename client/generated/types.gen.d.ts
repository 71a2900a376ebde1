export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};
export type Webhooks = OnboardingReadyWebhookRequest | OnboardingClaimedWebhookRequest | OnboardingFailedWebhookRequest | OnboardingNeedsAttentionWebhookRequest | OnboardingExpiredWebhookRequest | OnboardingOffboardedWebhookRequest | OnboardingUpdatedWebhookRequest | OnboardingUpdateFailedWebhookRequest | OnboardingDriftedWebhookRequest | OnboardingAccessLostWebhookRequest | CredentialsExposedWebhookRequest | CredentialsUnusedWebhookRequest | CredentialsOldKeyInUseWebhookRequest | CredentialsOldKeyDeactivatedWebhookRequest | CredentialsOldKeyReactivatedWebhookRequest | CredentialsOldKeyRemovedWebhookRequest | CredentialsRotationDueWebhookRequest | CredentialsRotatedWebhookRequest | ReceiveTestEventWebhookRequest;
export type Access = {
    /**
     * External ID that the trust policy of the bootstrap role requires. Not a secret, but not public.
     */
    externalId: string;
    /**
     * ARN of the bootstrap role
     */
    roleArn: string;
    /**
     * Link that opens the CloudFormation console with every value filled in
     */
    launchUrl: string;
    /**
     * URL of the CloudFormation template
     */
    templateUrl: string;
    /**
     * Command of the AWS CLI that launches the stack
     */
    cliCommand: string;
    /**
     * Command of the AWS CLI that updates the stack
     */
    updateCommand: string;
    /**
     * Terraform configuration (HCL) that creates the same stack, instead of the link and the command
     */
    terraform: string;
    /**
     * Region in which CloudFormation creates the stack. IAM resources are the same in every region.
     */
    launchRegion: string;
};
export type AccessState = {
    /**
     * External ID that the trust policy of the bootstrap role requires. Not a secret, but not public.
     */
    externalId: string;
    /**
     * The change of the external ID that is in progress. Null if there is none.
     */
    change: {
        /**
         * When the change began
         */
        since: string;
        /**
         * ARNs of the bootstrap roles with which the new external ID has not worked yet
         */
        waitingFor: Array<string>;
    } | null;
    /**
     * One stack for each blueprint for which access was asked for
     */
    stacks: Array<{
        /**
         * External ID that the trust policy of the bootstrap role requires. Not a secret, but not public.
         */
        externalId: string;
        /**
         * ARN of the bootstrap role
         */
        roleArn: string;
        /**
         * Link that opens the CloudFormation console with every value filled in
         */
        launchUrl: string;
        /**
         * URL of the CloudFormation template
         */
        templateUrl: string;
        /**
         * Command of the AWS CLI that launches the stack
         */
        cliCommand: string;
        /**
         * Command of the AWS CLI that updates the stack
         */
        updateCommand: string;
        /**
         * Terraform configuration (HCL) that creates the same stack, instead of the link and the command
         */
        terraform: string;
        /**
         * Region in which CloudFormation creates the stack. IAM resources are the same in every region.
         */
        launchRegion: string;
        /**
         * Name of the blueprint that the stack is for
         */
        blueprint: string;
    }>;
};
/**
 * What the caller asked for. `work`: Latchkey continued by itself.
 */
export type AuditAction = 'create' | 'provision' | 'claim' | 'retire-key' | 'reactivate-key' | 'rotate' | 'update' | 'offboard' | 'link' | 'share-link' | 'revoke-link' | 'redeliver' | 'retire-access' | 'change-external-id' | 'erase-tenant' | 'stop' | 'allow' | 'work';
export type AuditEntry = {
    /**
     * When it happened
     */
    time: string;
    /**
     * Name of the caller’s token or IAM principal, `link` for a link token, or the function that no caller invoked
     */
    caller: string;
    action: AuditAction;
    /**
     * Status of the onboarding afterwards
     */
    outcome: OnboardingStatus;
    /**
     * Type of the problem, if there is one
     */
    problem?: ProblemType;
    /**
     * ID of the request in the log
     */
    requestId: string;
    /**
     * The old key that the action concerned
     */
    key?: {
        /**
         * ID of the key
         */
        accessKeyId: string;
        /**
         * `retired`: a rotation has replaced it, and its grace time has begun
         */
        change: 'retired' | 'deactivated' | 'reactivated' | 'deleted';
        /**
         * Why
         */
        reason?: string;
    };
};
export type AuditTrail = {
    /**
     * The entries, oldest first
     */
    events: Array<AuditEntry>;
};
/**
 * What Latchkey itself waits for before it continues, such as AWS. Absent if it waits for nothing, and in `awaiting_access`, which waits for the tenant: see `access` and `problem`.
 */
export type AwaitedWork = {
    /**
     * What AWS said, or what is awaited
     */
    reason: string;
    /**
     * Error code of AWS, if AWS sent one
     */
    code?: string;
    /**
     * Since when AWS has answered so
     */
    since: string;
    /**
     * When Latchkey tries again
     */
    until: string;
};
export type AwsProfilesRequest = {
    /**
     * The onboardings for which to write profiles
     */
    profiles: Array<{
        /**
         * ID of a claimed onboarding
         */
        onboarding: string;
        /**
         * Name of one user. By default, each user has a profile.
         */
        userName?: string | null;
        /**
         * Name of the profile. By default the parameter `profile` of the onboarding, or else the name of the blueprint.
         */
        profile?: string | null;
        /**
         * Stage of a `serverless.yml` that uses the profile
         */
        stage?: string | null;
        /**
         * Region that the profile uses. By default the parameter `region` of the onboarding, if it has one.
         */
        region?: string | null;
        /**
         * Output format that the profile uses. By default `json`.
         */
        output?: 'json' | 'yaml' | 'yaml-stream' | 'text' | 'table' | 'off' | null;
    }>;
};
export type Blueprint = {
    /**
     * Name of the blueprint, for `blueprint` in other calls
     */
    name: string;
    /**
     * The product, and what it sets up
     */
    title: string;
    /**
     * Publisher and title of the guide that the blueprint replaces
     */
    source: string;
    /**
     * What differs. Present if the state is `drifted`.
     */
    differences: Array<Difference>;
    /**
     * What else a person should know
     */
    notes: Array<string>;
    /**
     * What an onboarding creates
     */
    creates: Array<{
        /**
         * Type of the resource
         */
        type: 'user' | 'group' | 'policy';
        /**
         * Its name. `${…}` stands for the value of a parameter.
         */
        name: string;
        /**
         * Groups that the user becomes a member of
         */
        groups?: Array<string>;
        /**
         * Tags of the caller’s own for the users and policies
         */
        tags?: Array<Tag>;
        /**
         * Policies that are attached
         */
        policies?: Array<{
            /**
             * Name of the policy
             */
            name: string;
            /**
             * Who maintains the policy: AWS, or Latchkey creates it
             */
            madeBy: 'AWS' | 'Latchkey';
            /**
             * Only if these parameters have these values. Null means that a parameter is not given.
             */
            when?: {
                [key: string]: unknown;
            };
        }>;
    }>;
    /**
     * JSON Schema of the parameters
     */
    parameters: {
        [key: string]: unknown;
    };
};
export type BlueprintList = {
    /**
     * The blueprints
     */
    blueprints: Array<Blueprint>;
};
export type ChangeExternalIdRequest = {
    /**
     * The external ID that the new one replaces
     */
    replaces: string;
};
export type ClaimCredentialsRequest = {
    /**
     * Public key for which the keys in the answer are sealed, as a JWK: P-256, X25519, or RSA with 2048 to 4096 bits. Without it, they are returned in the clear.
     */
    recipientKey?: {
        /**
         * Type of the key
         */
        kty: 'EC' | 'OKP' | 'RSA';
        /**
         * Curve of the key: P-256 for `EC`, X25519 for `OKP`
         */
        crv?: 'P-256' | 'X25519' | null;
        /**
         * For `EC` and `OKP`: 32 bytes in Base64url
         */
        x?: string | null;
        /**
         * For `EC`: 32 bytes in Base64url
         */
        y?: string | null;
        /**
         * For `RSA`: the modulus in Base64url
         */
        n?: string | null;
        /**
         * For `RSA`: the exponent, `AQAB`
         */
        e?: string | null;
        /**
         * Algorithm of the JWE. By default `ECDH-ES`, and `RSA-OAEP-256` for `RSA`.
         */
        alg?: 'ECDH-ES' | 'ECDH-ES+A256KW' | 'RSA-OAEP-256' | null;
        /**
         * What the key is for
         */
        use?: 'enc' | null;
        /**
         * What the key is for, as Web Crypto exports it. A public key for ECDH has none.
         */
        key_ops?: Array<'deriveKey' | 'deriveBits' | 'encrypt' | 'wrapKey'> | null;
        /**
         * Whether the key can be exported, as Web Crypto says it. It has no effect.
         */
        ext?: boolean | null;
        /**
         * Name of the key in the JWE. By default its thumbprint (RFC 7638).
         */
        kid?: string | null;
    } | null;
};
export type ControlledAction = {
    /**
     * When it happened
     */
    time: string;
    /**
     * Name of the caller’s token or IAM principal, `link` for a link token, or the function that no caller invoked
     */
    caller: string;
    /**
     * What the caller did
     */
    action: 'change-external-id' | 'erase-tenant' | 'stop' | 'allow';
    /**
     * What it concerned. Absent for a tenant that was erased.
     */
    scope?: string;
    /**
     * The reason that the caller gave, or how far the erasure of a tenant got
     */
    reason?: string;
    /**
     * ID of the request in the log
     */
    requestId: string;
};
export type CreateLinkRequest = {
    /**
     * What the link allows: to read the onboarding, to provision it, to claim its keys
     */
    may?: Array<'see' | 'launch' | 'claim'> | null;
    /**
     * Who gets the keys. If it is the `vendor`, the link may not claim.
     */
    delivers?: 'vendor' | 'tenant' | null;
    /**
     * Text of the vendor that the page shows
     */
    message?: string | null;
    /**
     * Who at the vendor asks, as the page shows it
     */
    askedBy?: string | null;
    /**
     * Page to which the onboarding page leads back. The deployment lists its origin.
     */
    returnUrl?: string | null;
    /**
     * How long the link is valid, in seconds. By default, and at most, an hour if it may claim, and seven days otherwise.
     */
    expiresInSeconds?: number | null;
};
export type CreateOnboardingRequest = {
    /**
     * ID of the tenant, as the vendor names it
     */
    tenantId: string;
    /**
     * The 12 digits of the tenant’s AWS account
     */
    accountId: string;
    /**
     * Name of the blueprint, as `GET /v1/blueprints` lists it
     */
    blueprint: string;
    /**
     * Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.
     */
    parameters?: {
        [key: string]: unknown;
    } | null;
    /**
     * ARN of the bootstrap role, if it is not the one of the stack
     */
    bootstrapRoleArn?: string | null;
    /**
     * Where the events of this onboarding are sent, instead of the default
     */
    webhook?: {
        /**
         * URL to which the events of this onboarding are sent. It must be `https` and public. A deployment on a laptop also takes `http` on 127.0.0.1.
         */
        url: string;
    } | null;
    /**
     * The link in the answer
     */
    link?: {
        /**
         * What the link allows: to read the onboarding, to provision it, to claim its keys
         */
        may?: Array<'see' | 'launch' | 'claim'> | null;
        /**
         * Who gets the keys. If it is the `vendor`, the link may not claim.
         */
        delivers?: 'vendor' | 'tenant' | null;
        /**
         * Text of the vendor that the page shows
         */
        message?: string | null;
        /**
         * Who at the vendor asks, as the page shows it
         */
        askedBy?: string | null;
        /**
         * Page to which the onboarding page leads back. The deployment lists its origin.
         */
        returnUrl?: string | null;
        /**
         * How long the link is valid, in seconds. By default, and at most, an hour if it may claim, and seven days otherwise.
         */
        expiresInSeconds?: number | null;
    } | null;
    /**
     * Tags of the caller’s own for the users and policies
     */
    tags?: Array<{
        /**
         * Key of the tag
         */
        key: string;
        /**
         * Value of the tag
         */
        value: string;
    }> | null;
    /**
     * Public key for which the keys in the answer are sealed, as a JWK: P-256, X25519, or RSA with 2048 to 4096 bits. Without it, they are returned in the clear.
     */
    recipientKey?: {
        /**
         * Type of the key
         */
        kty: 'EC' | 'OKP' | 'RSA';
        /**
         * Curve of the key: P-256 for `EC`, X25519 for `OKP`
         */
        crv?: 'P-256' | 'X25519' | null;
        /**
         * For `EC` and `OKP`: 32 bytes in Base64url
         */
        x?: string | null;
        /**
         * For `EC`: 32 bytes in Base64url
         */
        y?: string | null;
        /**
         * For `RSA`: the modulus in Base64url
         */
        n?: string | null;
        /**
         * For `RSA`: the exponent, `AQAB`
         */
        e?: string | null;
        /**
         * Algorithm of the JWE. By default `ECDH-ES`, and `RSA-OAEP-256` for `RSA`.
         */
        alg?: 'ECDH-ES' | 'ECDH-ES+A256KW' | 'RSA-OAEP-256' | null;
        /**
         * What the key is for
         */
        use?: 'enc' | null;
        /**
         * What the key is for, as Web Crypto exports it. A public key for ECDH has none.
         */
        key_ops?: Array<'deriveKey' | 'deriveBits' | 'encrypt' | 'wrapKey'> | null;
        /**
         * Whether the key can be exported, as Web Crypto says it. It has no effect.
         */
        ext?: boolean | null;
        /**
         * Name of the key in the JWE. By default its thumbprint (RFC 7638).
         */
        kid?: string | null;
    } | null;
};
export type Credential = {
    /**
     * Name of the user in IAM
     */
    userName: string;
    /**
     * ARN of the user
     */
    userArn: string;
    /**
     * ID of the access key
     */
    accessKeyId: string;
    /**
     * The secret. Latchkey does not store it and never returns it again.
     */
    secretAccessKey: string;
    /**
     * `verified`: AWS accepted the key. `pending`: AWS did not know it yet; use it a few seconds later.
     */
    verification: 'verified' | 'pending';
};
export type CredentialsExposedEvent = {
    /**
     * Type of the event
     */
    type: 'credentials.exposed';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * Since when
         */
        since: string;
        /**
         * The users with a quarantine policy
         */
        users: Array<{
            /**
             * Name of the user in IAM
             */
            userName: string;
            /**
             * ARN of the user
             */
            userArn: string;
            /**
             * ARN of the quarantine policy
             */
            policyArn: string;
        }>;
        /**
         * The keys that were handed over, without their secrets
         */
        keys: Array<IssuedKey>;
    };
};
export type CredentialsOldKeyDeactivatedEvent = {
    /**
     * Type of the event
     */
    type: 'credentials.old_key_deactivated';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * The key that a rotation has replaced
         */
        key: IssuedKey;
        /**
         * what happened to the key, and why
         */
        reason: string;
        /**
         * When the grace time of a `retiring` key ends, or when Latchkey deletes an `inactive` one
         */
        endsAt: string;
    };
};
export type CredentialsOldKeyInUseEvent = {
    /**
     * Type of the event
     */
    type: 'credentials.old_key_in_use';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * The key that a rotation has replaced
         */
        key: IssuedKey;
        /**
         * Why a key still works after its grace time. `new-key-unused`: nobody has used the new key since it was handed over. `new-key-inactive`: the new key does not work. `in-use`: the old key has not been quiet for long enough.
         */
        keptBecause: 'new-key-unused' | 'new-key-inactive' | 'in-use';
        /**
         * The last use of the old key, as IAM showed it. Absent if it was never used.
         */
        lastUse?: {
            /**
             * The AWS service, such as `ec2`
             */
            service: string;
            /**
             * The region, such as `us-east-1`
             */
            region?: string;
            /**
             * When. IAM records a use with a delay of up to 15 minutes.
             */
            at: string;
        };
        /**
         * When Latchkey looks again whether the key can be ended
         */
        lookAgainAt: string;
    };
};
export type CredentialsOldKeyReactivatedEvent = {
    /**
     * Type of the event
     */
    type: 'credentials.old_key_reactivated';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * The key that a rotation has replaced
         */
        key: IssuedKey;
        /**
         * what happened to the key, and why
         */
        reason: string;
        /**
         * When the grace time of a `retiring` key ends, or when Latchkey deletes an `inactive` one
         */
        endsAt: string;
    };
};
export type CredentialsOldKeyRemovedEvent = {
    /**
     * Type of the event
     */
    type: 'credentials.old_key_removed';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * The key that a rotation has replaced
         */
        key: IssuedKey;
        /**
         * what happened to the key, and why
         */
        reason: string;
    };
};
export type CredentialsRotatedEvent = {
    /**
     * Type of the event
     */
    type: 'credentials.rotated';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * the new key
         */
        key: IssuedKey;
        /**
         * ID of the key that the new one replaces
         */
        replaces: string;
        /**
         * when the grace time of the replaced key ends; absent if nobody had received that key
         */
        endsAt?: string;
    };
};
export type CredentialsRotationDueEvent = {
    /**
     * Type of the event
     */
    type: 'credentials.rotation_due';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * The keys that should be replaced
         */
        keys: Array<{
            /**
             * Name of the user in IAM
             */
            userName: string;
            /**
             * ARN of the user
             */
            userArn: string;
            /**
             * ID of the access key
             */
            accessKeyId: string;
            /**
             * When the key should be replaced
             */
            rotateBy: string;
        }>;
    };
};
export type CredentialsUnusedEvent = {
    /**
     * Type of the event
     */
    type: 'credentials.unused';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * The keys that were handed over, without their secrets
         */
        keys: Array<{
            /**
             * Name of the user in IAM
             */
            userName: string;
            /**
             * ARN of the user
             */
            userArn: string;
            /**
             * ID of the access key
             */
            accessKeyId: string;
            /**
             * When the key was last used. Null: never, apart from the check of the new key by Latchkey.
             */
            lastUsedAt: string | null;
        }>;
    };
};
export type Deliveries = {
    /**
     * Where the events are sent. Null if the onboarding has no webhook.
     */
    webhook: {
        /**
         * URL to which the events are sent
         */
        url: string;
        /**
         * Whether the endpoint answered 410, so that nothing is sent to it any more
         */
        isOff: boolean;
    } | null;
    /**
     * The events, oldest first
     */
    deliveries: Array<Delivery>;
};
export type Delivery = {
    /**
     * ID of the event: its header `webhook-id`
     */
    webhookId: string;
    type: EventType;
    /**
     * When the event happened
     */
    time: string;
    /**
     * `pending`: not delivered yet. `dead`: not sent again, unless somebody asks for it.
     */
    state: 'pending' | 'delivered' | 'dead';
    /**
     * When the next try is due. Absent if there is none.
     */
    nextTryAt?: string;
    /**
     * The tries, oldest first
     */
    tries: Array<DeliveryTry>;
};
export type DeliveryTry = {
    /**
     * When the event was sent
     */
    time: string;
    /**
     * Duration in milliseconds
     */
    ms: number;
    /**
     * HTTP status of the endpoint’s answer. Absent if there was no answer.
     */
    status?: number;
    /**
     * The beginning of the endpoint’s answer
     */
    answer?: string;
    /**
     * Why there was no answer
     */
    error?: string;
};
export type Difference = {
    /**
     * What the guide says
     */
    guide: string;
    /**
     * What Latchkey does
     */
    here: string;
    /**
     * Why Latchkey does not set it right by itself, or what the call does
     */
    why: string;
};
/**
 * Why the onboarding stopped
 */
export type EventProblem = {
    type: ProblemType;
    /**
     * The problem in a few words, the same for every occurrence
     */
    title: string;
    /**
     * What is wrong here, where, and what to do
     */
    detail: string;
};
/**
 * Type of the event
 */
export type EventType = 'onboarding.ready' | 'onboarding.claimed' | 'onboarding.failed' | 'onboarding.needs_attention' | 'onboarding.expired' | 'onboarding.offboarded' | 'onboarding.updated' | 'onboarding.update_failed' | 'onboarding.drifted' | 'onboarding.access_lost' | 'credentials.exposed' | 'credentials.unused' | 'credentials.old_key_in_use' | 'credentials.old_key_deactivated' | 'credentials.old_key_reactivated' | 'credentials.old_key_removed' | 'credentials.rotation_due' | 'credentials.rotated' | 'webhook.test';
export type FieldError = {
    /**
     * JSON Pointer (RFC 6901) to the member
     */
    pointer: string;
    /**
     * How to correct the member
     */
    detail: string;
};
export type Health = {
    /**
     * Always `ok`
     */
    status: 'ok';
    /**
     * How callers authenticate: with a bearer token, or with a signature of AWS (SigV4)
     */
    auth: 'token' | 'sigv4';
    /**
     * Whether an operator’s token can rotate keys: the deployment has the recipient key of the back end
     */
    operatorsRotate: boolean;
};
export type IssuedKey = {
    /**
     * Name of the user in IAM
     */
    userName: string;
    /**
     * ARN of the user
     */
    userArn: string;
    /**
     * ID of the access key
     */
    accessKeyId: string;
};
export type Link = {
    /**
     * ID of the link
     */
    id: string;
    /**
     * URL of the onboarding page that the administrator opens, with the token in its fragment
     */
    url: string;
    /**
     * The link token. It is returned this once.
     */
    token: string;
    /**
     * What the link allows: to read the onboarding, to provision it, to claim its keys
     */
    may: Array<'see' | 'launch' | 'claim'>;
    /**
     * Who gets the keys. If it is the `vendor`, the link may not claim.
     */
    delivers: 'vendor' | 'tenant';
    /**
     * When the link token ends
     */
    expiresAt: string;
};
export type Onboarding = {
    /**
     * ID of the onboarding
     */
    id: string;
    status: OnboardingStatus;
    /**
     * ID of the tenant, as the vendor names it
     */
    tenantId: string;
    /**
     * The 12 digits of the tenant’s AWS account
     */
    accountId: string;
    /**
     * Name of the blueprint, as `GET /v1/blueprints` lists it
     */
    blueprint: string;
    /**
     * Digest of the version of the blueprint with which the onboarding was planned. Texts that only people read do not count. Absent if an earlier version of Latchkey wrote the onboarding.
     */
    blueprintDigest?: string;
    /**
     * Whether another version of the blueprint is deployed, to which the onboarding can be updated. Absent before its users exist and after it has ended.
     */
    outdated?: boolean;
    /**
     * Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.
     */
    parameters: {
        [key: string]: string | boolean | null | Array<string> | Array<Tag>;
    };
    /**
     * Tags of the caller’s own for the users and policies
     */
    tags?: Array<Tag>;
    /**
     * When the onboarding was created
     */
    createdAt: string;
    /**
     * When the onboarding last changed
     */
    updatedAt: string;
    /**
     * The steps, in the order in which they begin. The list can grow: a claim and a removal add steps.
     */
    steps: Array<Step>;
    /**
     * The stack to launch. Only in the status `awaiting_access`, in which the onboarding waits for it, and not for a link that may not `launch`. `problem` then says why the role could not be assumed.
     */
    access?: Access;
    receipt?: Receipt;
    /**
     * Shell commands that remove what may be left. Absent if nothing is.
     */
    removalScript?: string;
    problem?: OnboardingProblem;
    waiting?: AwaitedWork;
    /**
     * How often a process has begun to work on the onboarding
     */
    attempts: number;
    /**
     * What Latchkey does next without a request. Absent if it does nothing. While a process works, `continue` is for the case that it stops.
     */
    next?: {
        /**
         * `expire`: the tenant has not launched the stack. `check-account`: look for calls that AWS carried out late. `delete-keys`: try again to delete keys that nobody has received. `erase-sealed-keys`: delete the sealed copy of the keys. `end-old-key`: deactivate or delete a key that a rotation has replaced, or look whether it is in use. `report-rotation`: send the event `credentials.rotation_due`. `erase`: delete the record.
         */
        action: 'continue' | 'expire' | 'delete-keys' | 'erase-sealed-keys' | 'check-account' | 'end-old-key' | 'report-rotation' | 'erase';
        /**
         * When it does so, at the earliest
         */
        at: string;
    };
    /**
     * The access keys, in the one answer that hands them over. Null if this answer cannot have them.
     */
    credentials?: Array<Credential> | null;
    /**
     * Why `credentials` is null
     */
    credentialsReason?: string;
    /**
     * What to know about the keys in the answer: AWS has quarantined their user
     */
    credentialsNotice?: string;
    sealedCredentials?: SealedCredentials;
    /**
     * Until when sealed keys are returned again. Absent if there are none.
     */
    sealedUntil?: string;
    /**
     * When the first of the keys in force should be replaced
     */
    rotateBy?: string;
    /**
     * The keys that were handed over and may still exist, without their secrets
     */
    accessKeys?: Array<{
        /**
         * Name of the user in IAM
         */
        userName: string;
        /**
         * ID of the access key
         */
        accessKeyId: string;
        /**
         * `handed_over`: in force. `retiring`: a rotation has replaced it, and it works until its grace time is over. `inactive`: deactivated; it can be reactivated.
         */
        state: 'handed_over' | 'retiring' | 'inactive';
        /**
         * When the answer with the secret was given
         */
        handedOverAt: string;
        /**
         * When the key should be replaced
         */
        rotateBy?: string;
        /**
         * When the grace time of a `retiring` key ends, or when Latchkey deletes an `inactive` one
         */
        endsAt?: string;
        /**
         * Why a key still works after its grace time. `new-key-unused`: nobody has used the new key since it was handed over. `new-key-inactive`: the new key does not work. `in-use`: the old key has not been quiet for long enough.
         */
        keptBecause?: 'new-key-unused' | 'new-key-inactive' | 'in-use';
        /**
         * The last use of the old key, as IAM showed it. Absent if it was never used.
         */
        lastUse?: {
            /**
             * The AWS service, such as `ec2`
             */
            service: string;
            /**
             * The region, such as `us-east-1`
             */
            region?: string;
            /**
             * When. IAM records a use with a delay of up to 15 minutes.
             */
            at: string;
        };
        /**
         * When Latchkey looks again whether the key can be ended
         */
        lookAgainAt?: string;
        /**
         * Why the key was deactivated or activated, if it was
         */
        reason?: string;
    }>;
    /**
     * Path of the call that updates the onboarding. Absent if its status does not allow one.
     */
    update?: string;
    /**
     * How the last update ended. Absent if there was none.
     */
    lastUpdate?: {
        /**
         * When the step ended. Null if it has not ended.
         */
        endedAt: string;
        /**
         * Status of the onboarding afterwards
         */
        outcome: 'updated' | 'undone';
        /**
         * Why it was undone: the plan is the one from before it
         */
        problem?: OnboardingProblem;
    };
    /**
     * Path of the call that replaces a key. Only in the status `claimed`.
     */
    rotate?: string;
    /**
     * Path of the call that claims the keys. Only in the status `ready`.
     */
    claim?: string;
    /**
     * The link for the tenant’s administrator. Only in the answer that creates it.
     */
    link?: Link;
    /**
     * The links, oldest first, without their tokens. Only for the token of the back end.
     */
    links?: Array<{
        /**
         * ID of the link
         */
        id: string;
        /**
         * ID of the link whose holder shared it. Absent if the back end created it.
         */
        parent?: string;
        /**
         * What the link allows: to read the onboarding, to provision it, to claim its keys
         */
        may: Array<'see' | 'launch' | 'claim'>;
        /**
         * Who gets the keys. If it is the `vendor`, the link may not claim.
         */
        delivers: 'vendor' | 'tenant';
        /**
         * Text of the vendor that the page shows
         */
        message?: string;
        /**
         * Who at the vendor asks, as the page shows it
         */
        askedBy?: string;
        /**
         * Page to which the onboarding page leads back. The deployment lists its origin.
         */
        returnUrl?: string;
        /**
         * When the link token ends
         */
        expiresAt: string;
        /**
         * Name of the caller’s token that created the link
         */
        madeBy: string;
    }>;
};
export type OnboardingAccessLostEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.access_lost';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * Since when
         */
        since: string;
        problem: EventProblem;
    };
};
export type OnboardingClaimedEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.claimed';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * The keys that were handed over, without their secrets
         */
        keys: Array<IssuedKey>;
    };
};
export type OnboardingDriftedEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.drifted';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'claimed';
        /**
         * The differences. `GET /v1/onboardings/{id}/health?live=false` has the details.
         */
        drift: Array<{
            /**
             * What differs, as in `GET /v1/onboardings/{id}/health`
             */
            kind: 'role' | 'trust' | 'user' | 'group' | 'membership' | 'policy' | 'attachments' | 'boundary' | 'boundary-document' | 'tags' | 'key';
            /**
             * ARN of what differs. For a `key`: its ID.
             */
            subject: string;
            /**
             * Whether something is missing, is there although it was not planned, or is another one
             */
            what: 'missing' | 'extra' | 'changed';
            /**
             * Which call sets it right. `rotate`: `POST …/credentials/rotate`. `offboard`: `DELETE`, and another create. `none`: a person in the account has to.
             */
            repair: 'rotate' | 'offboard' | 'none';
        }>;
        /**
         * how many differences are omitted here because of the size limit; GET /v1/onboardings/{id}/health has all
         */
        omitted?: number;
    };
};
export type OnboardingExpiredEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.expired';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'expired';
    };
};
export type OnboardingFailedEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.failed';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'failed';
        problem: EventProblem;
        /**
         * the step that failed
         */
        step?: string;
        /**
         * ARNs of the resources that are still in the account
         */
        leftovers: Array<string>;
        /**
         * how many leftovers are omitted here because of the size limit; GET /v1/onboardings/{id} has all
         */
        omitted?: number;
    };
};
export type OnboardingHealth = {
    /**
     * ID of the onboarding
     */
    id: string;
    /**
     * Status of the onboarding
     */
    status: OnboardingStatus;
    /**
     * ID of the tenant, as the vendor names it
     */
    tenantId: string;
    /**
     * The 12 digits of the tenant’s AWS account
     */
    accountId: string;
    /**
     * Name of the blueprint, as `GET /v1/blueprints` lists it
     */
    blueprint: string;
    /**
     * Whether this request looked at the account. If not, the rest is the result of the last look.
     */
    live: boolean;
    /**
     * When the account was looked at. Null if nobody has looked yet.
     */
    checkedAt: string | null;
    /**
     * `as_planned`: everything is as planned. `drifted`: something differs. `incomplete`: nothing differs as far as the look got, and some items are unknown. `access_lost`: AWS refuses the bootstrap role. Null if nobody has looked yet.
     */
    result: 'as_planned' | 'drifted' | 'incomplete' | 'access_lost' | null;
    /**
     * When Latchkey looks again by itself. Absent if it does not.
     */
    nextLookAt?: string;
    /**
     * What was compared
     */
    items: Array<{
        /**
         * What it is. `role`: the bootstrap role can be assumed. `trust`: its trust policy requires the external ID. `membership`: the groups of a user, or the users of a group. `attachments`: the policies of a user or group. `boundary`: which permissions boundary a user has, and `boundary-document`: what that allows.
         */
        kind: 'role' | 'trust' | 'user' | 'group' | 'membership' | 'policy' | 'attachments' | 'boundary' | 'boundary-document' | 'tags' | 'key';
        /**
         * ARN of what was looked at. For a `key`: its ID.
         */
        subject: string;
        /**
         * `unknown`: AWS did not say, or a delay inside AWS can explain what was found. `not_checked`: this look did not check it.
         */
        state: 'as_planned' | 'drifted' | 'unknown' | 'not_checked';
        /**
         * Why the state is `unknown` or `not_checked`
         */
        reason?: string;
        /**
         * When it was checked, if that was before this look: the trust policy is tried once a week
         */
        checkedAt?: string;
        /**
         * What differs. Present if the state is `drifted`.
         */
        differences?: Array<{
            /**
             * Whether something is missing, is there although it was not planned, or is another one
             */
            what: 'missing' | 'extra' | 'changed';
            /**
             * What was planned. Absent for something extra. A document is named by its SHA-256.
             */
            expected?: string;
            /**
             * What is there. Absent for something that is missing. A document is named by its SHA-256.
             */
            found?: string;
            /**
             * Which call sets it right. `rotate`: `POST …/credentials/rotate`. `offboard`: `DELETE`, and another create. `none`: a person in the account has to.
             */
            repair: 'rotate' | 'offboard' | 'none';
            /**
             * Why Latchkey does not set it right by itself, or what the call does
             */
            why: string;
            /**
             * What a person can do
             */
            toDo: string;
        }>;
    }>;
    /**
     * The keys of the users: those that were handed over, and all others, without secrets
     */
    keys: Array<{
        /**
         * Name of the user in IAM
         */
        userName: string;
        /**
         * ARN of the user
         */
        userArn: string;
        /**
         * ID of the access key
         */
        accessKeyId: string;
        /**
         * `latchkey`: the key was handed over. `other`: somebody else created it.
         */
        madeBy: 'latchkey' | 'other';
        /**
         * `missing`: the key was handed over, and AWS does not have it any more
         */
        state: 'active' | 'inactive' | 'missing' | 'unknown';
        /**
         * When the key was created
         */
        createdAt?: string;
        /**
         * How many whole days old the key is
         */
        ageDays?: number;
        /**
         * Its last use, which AWS shows with a delay of up to 15 minutes or more. Null: never. Absent: not known. The check of a new key by Latchkey is a use of `sts`.
         */
        lastUsed?: {
            /**
             * When the key was last used
             */
            at: string;
            /**
             * Prefix of the service, such as `ec2`
             */
            service: string;
            /**
             * Region of the request
             */
            region?: string;
        } | null;
    }>;
    /**
     * The users to which AWS has attached a quarantine policy, because one of their keys was found in public. A new key of such a user is restricted too, until the policy is detached.
     */
    exposed: Array<{
        /**
         * Name of the user in IAM
         */
        userName: string;
        /**
         * ARN of the user
         */
        userArn: string;
        /**
         * ARN of the quarantine policy
         */
        policyArn: string;
        /**
         * When Latchkey first found the policy
         */
        since: string;
    }>;
};
export type OnboardingList = {
    /**
     * The onboardings, newest first
     */
    onboardings: Array<Onboarding>;
    /**
     * Pass it as `cursor` to get the next page. Null on the last page.
     */
    cursor: string | null;
};
export type OnboardingNeedsAttentionEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.needs_attention';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'needs_attention';
        problem: EventProblem;
        /**
         * the step that failed
         */
        step?: string;
        /**
         * ARNs of the resources that are still in the account
         */
        leftovers: Array<string>;
        /**
         * how many leftovers are omitted here because of the size limit; GET /v1/onboardings/{id} has all
         */
        omitted?: number;
    };
};
export type OnboardingOffboardedEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.offboarded';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'offboarded';
        /**
         * What the onboarding created in the account, and what became of it
         */
        receipt: {
            /**
             * The resources, the keys, and what others attached to the users
             */
            resources: Array<Resource>;
            /**
             * how many resources are omitted here because of the size limit; GET /v1/onboardings/{id} has all
             */
            omitted?: number;
        };
    };
};
/**
 * Why the onboarding stopped, or cannot continue yet. Without `requestId`, which only the answer to a refused request has.
 */
export type OnboardingProblem = {
    type: ProblemType;
    /**
     * The problem in a few words, the same for every occurrence
     */
    title: string;
    /**
     * HTTP status with which a call is answered that meets this problem
     */
    status: number;
    /**
     * What is wrong here, where, and what to do
     */
    detail: string;
    /**
     * The members of the body that are wrong
     */
    errors?: Array<FieldError>;
    /**
     * ID of the onboarding that the problem is about: the one that the request created or names. If `conflictsWith` is the same, it is another one, which is in the way, and the request has created none.
     */
    onboarding?: string;
    /**
     * ID of the onboarding that is in the way (`slot-held`), if the caller may read it. If `onboarding` is another one, it is the one that this request created.
     */
    conflictsWith?: string;
    /**
     * Whether the same request can succeed later without a change of the request. Something else may have to happen first, which `detail` says. Send it again by program only if the answer has `Retry-After`.
     */
    retryable: boolean;
};
export type OnboardingReadyEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.ready';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'ready';
    };
};
/**
 * Status of the onboarding.
 *
 * - `awaiting_access`: The bootstrap role cannot be assumed yet. Usually the tenant has not launched the stack. Ends with: A call to `provision`, once the stack is there; or seven days, after which the status is `expired`. To do: Show the tenant `access.launchUrl`. After the launch, call `provision`.
 * - `provisioning`: Latchkey creates the users and policies, or waits for AWS (`waiting`). Ends with: Success, a failure, or DELETE while it waits for AWS. To do: Nothing. Read the onboarding again after `Retry-After`, or wait for the webhook event.
 * - `ready`: Everything is created, except the access keys. Ends with: The claim; an update. To do: Claim the keys: `POST /v1/onboardings/{id}/credentials`.
 * - `claiming`: A claim creates the access keys. Ends with: The answer to the claim. If the claim fails, Latchkey deletes its keys and the status is `ready` again. To do: Nothing. If the claim failed, claim again.
 * - `claimed`: The answer to one request had the keys. Latchkey does not store them. Ends with: A rotation, an update, or DELETE. To do: Use the keys. To replace one: `POST /v1/onboardings/{id}/credentials/rotate`. When the tenant leaves, offboard: `DELETE /v1/onboardings/{id}`.
 * - `rotating`: A rotation creates a new access key for one user. All keys that were handed over still work. Ends with: The answer to the rotation. If the rotation fails, Latchkey deletes the new key, and the status is `claimed` again. DELETE while it waits for AWS. To do: Nothing. If the rotation failed, send it again.
 * - `updating`: An update brings the policies to the deployed blueprint, or to other parameters. All keys that were handed over work, and the users have at least what they may do both before and after it. Ends with: The status before it: with the new plan, or with the old one if the update failed (`lastUpdate` says why). DELETE while it waits for AWS. To do: Nothing. If the update failed, resolve its problem and send it again.
 * - `rolling_back`: The onboarding failed, and Latchkey removes what it created. Ends with: The removal, or something that blocks it. To do: Nothing. `problem` already says why it failed.
 * - `failed`: The onboarding failed, and nothing of it is left in the account. Ends with: A call to `provision`, which tries again; or DELETE. To do: Resolve what `problem` says. Then call `provision`, or create a new onboarding.
 * - `needs_attention`: Latchkey stopped, because a person has to decide. Keys or resources may be left in the account. Ends with: DELETE; or a worker, once it has deleted a key whose deletion IAM had refused. To do: Read `problem` and `receipt`: they name each ARN and what to do. `docs/operating.md` has the steps.
 * - `expired`: The tenant did not launch the stack within seven days. Nothing was created. Ends with: DELETE, which sets it to `offboarded`. To do: Create a new onboarding if the tenant still wants one.
 * - `offboarding`: Latchkey has deactivated the keys, and removes everything that the onboarding created. Ends with: The removal, or something that blocks it. To do: Nothing. Read the onboarding again after `Retry-After`, or wait for the webhook event.
 * - `offboarded`: The onboarding has ended. `receipt` lists what was removed, and what somebody accepted to leave. Ends with: It stays, apart from a later look: if a delayed call created something after the removal, it is `offboarding` again for a moment. To do: Nothing.
 */
export type OnboardingStatus = 'awaiting_access' | 'provisioning' | 'ready' | 'claiming' | 'claimed' | 'rotating' | 'updating' | 'rolling_back' | 'failed' | 'needs_attention' | 'expired' | 'offboarding' | 'offboarded';
export type OnboardingUpdateFailedEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.update_failed';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'ready' | 'claimed';
        /**
         * the version of the blueprint with which the onboarding is planned now
         */
        blueprintDigest?: string;
        problem: EventProblem;
    };
};
export type OnboardingUpdatedEvent = {
    /**
     * Type of the event
     */
    type: 'onboarding.updated';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the tenant’s AWS account
         */
        accountId: string;
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * Status of the onboarding
         */
        status: 'ready' | 'claimed';
        /**
         * the version of the blueprint with which the onboarding is planned now
         */
        blueprintDigest?: string;
    };
};
export type OpenApi = {
    /**
     * Version of the OpenAPI specification
     */
    openapi: string;
    /**
     * The address of this deployment
     */
    servers: Array<{
        /**
         * URL to which every path of the document is appended
         */
        url: string;
    }>;
    [key: string]: unknown;
};
export type Preview = {
    /**
     * Name of the blueprint, as `GET /v1/blueprints` lists it
     */
    blueprint: string;
    /**
     * The product, and what it sets up
     */
    title: string;
    /**
     * Publisher and title of the guide that the blueprint replaces
     */
    source: string;
    /**
     * AWS partition of the account
     */
    partition: 'aws' | 'aws-us-gov' | 'aws-cn';
    /**
     * The 12 digits of the tenant’s AWS account
     */
    accountId: string;
    /**
     * Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.
     */
    parameters: {
        [key: string]: unknown;
    };
    /**
     * What the texts in braces stand for
     */
    placeholders: Array<string>;
    /**
     * IAM path of the resources
     */
    path: string;
    /**
     * The users with a quarantine policy
     */
    users: Array<{
        /**
         * Name of the user
         */
        name: string;
        /**
         * ARN of the user
         */
        arn: string;
        /**
         * ARNs of the policies that are attached
         */
        attachedPolicies: Array<string>;
        /**
         * ARN of the permissions boundary
         */
        permissionsBoundary: string;
        /**
         * Groups that the user becomes a member of
         */
        groups: Array<string>;
        /**
         * Tags of the caller’s own for the users and policies
         */
        tags: Array<Tag>;
        /**
         * What the user can sign in with
         */
        credentials: string;
    }>;
    /**
     * The groups that would be created
     */
    groups: Array<{
        /**
         * Name of the group
         */
        name: string;
        /**
         * ARN of the group
         */
        arn: string;
        /**
         * ARNs of the policies that are attached
         */
        attachedPolicies: Array<string>;
    }>;
    /**
     * The policies that would be created
     */
    policies: Array<{
        /**
         * Name of the policy
         */
        name: string;
        /**
         * ARN of the policy
         */
        arn: string;
        /**
         * Tags of the caller’s own for the users and policies
         */
        tags: Array<Tag>;
        /**
         * The policy document
         */
        document: unknown;
        /**
         * Its size in characters, without white space, as IAM counts it
         */
        characters: number;
        /**
         * Whether it is small enough for an inline policy of a user
         */
        fitsInlineInUser: boolean;
    }>;
    /**
     * The AWS managed policies that would be attached
     */
    managedPolicies: Array<{
        /**
         * Name of the policy
         */
        name: string;
        /**
         * ARN of the policy
         */
        arn: string;
        /**
         * The version of the document. AWS may have a newer one. Null if it is not known.
         */
        version: string | null;
        /**
         * When AWS made this version. Null if it is not known.
         */
        updatedAt: string | null;
        /**
         * The policy document of this version. Null if it is not known.
         */
        document: unknown;
    }>;
    /**
     * What the users may do, in words. Users with the same policies share an entry.
     */
    summary: Array<{
        /**
         * Names of the users
         */
        users: Array<string>;
        /**
         * All of it in one text
         */
        text: string;
        /**
         * Whether everything is allowed
         */
        everything: boolean;
        /**
         * The allowed actions, by service
         */
        access: Array<{
            /**
             * The actions of the service in one sentence
             */
            text: string;
            /**
             * Prefix of the service, such as `ec2`
             */
            service: string;
            /**
             * Whether all actions of the service are allowed
             */
            isFull: boolean;
            /**
             * What limits the actions, in words. Absent if nothing does.
             */
            limit?: string;
            /**
             * How many actions of each access level are allowed
             */
            levels: Array<{
                /**
                 * IAM’s access level
                 */
                level: 'list' | 'read' | 'write' | 'permissions management' | 'tagging';
                /**
                 * How many actions are allowed
                 */
                allowed: number;
                /**
                 * How many actions the service has
                 */
                of: number;
            }>;
            /**
             * Names of the actions; `*` if all are allowed
             */
            actions: Array<string>;
            /**
             * Those of the actions with which permissions can be changed
             */
            permissionsManagement: Array<string>;
        }>;
        /**
         * Actions that the policies allow and the permissions boundary does not
         */
        withheldByBoundary: Array<string>;
        /**
         * Patterns of actions that the counts do not include, because they match no known action
         */
        notCounted: Array<string>;
    }>;
    /**
     * What the tenant should know before agreeing
     */
    risks: Array<{
        /**
         * `administrative`: the keys allow everything. `escalation`: they can get more permissions. `accepted`: a known risk that remains. `limited`: none of these.
         */
        level: 'administrative' | 'escalation' | 'accepted' | 'limited';
        /**
         * Name of the published method, or of the accepted risk
         */
        path?: string;
        /**
         * What can happen
         */
        detail: string;
    }>;
    /**
     * The permissions boundary, which the stack creates
     */
    boundary: {
        /**
         * Name of the policy
         */
        name: string;
        /**
         * ARN of the policy
         */
        arn: string;
        /**
         * The policy document
         */
        document: unknown;
        /**
         * Its size in characters, without white space, as IAM counts it
         */
        characters: number;
    };
    /**
     * The bootstrap role, which the stack creates
     */
    role: {
        /**
         * Name of the role
         */
        name: string;
        /**
         * ARN of the role
         */
        arn: string;
        /**
         * Who may assume the role, and with which external ID
         */
        trustPolicy: unknown;
        /**
         * Inline policies of the role: what Latchkey may do in the account
         */
        permissionsPolicies: Array<{
            /**
             * Name of the policy
             */
            name: string;
            /**
             * The policy document
             */
            document: unknown;
        }>;
    };
    /**
     * The CloudFormation stack that the tenant launches
     */
    stack: {
        /**
         * Name of the stack
         */
        name: string;
        /**
         * URL of the CloudFormation template
         */
        templateUrl: string;
        /**
         * Name of the template file: the SHA-256 of its text, and `.json`
         */
        templateFile: string;
        /**
         * Parameters of the stack
         */
        parameters: {
            [key: string]: string;
        };
        /**
         * The template
         */
        template: {
            [key: string]: unknown;
        };
    };
    /**
     * What differs. Present if the state is `drifted`.
     */
    differences: Array<Difference>;
    /**
     * What else a person should know
     */
    notes: Array<string>;
    /**
     * How much of each IAM quota is used
     */
    sizes: Array<{
        /**
         * What is measured
         */
        subject: string;
        /**
         * The quota
         */
        quota: string;
        /**
         * How much is used
         */
        used: number;
        /**
         * The value of the quota
         */
        limit: number;
        /**
         * Whether it fits
         */
        fits: boolean;
    }>;
    /**
     * The steps, in the order in which they can begin
     */
    steps: Array<{
        /**
         * What the step does
         */
        name: string;
        /**
         * Names of the steps that must be done before
         */
        needs: Array<string>;
    }>;
};
export type PreviewBlueprintRequest = {
    /**
     * The 12 digits of the tenant’s AWS account
     */
    accountId: string;
    /**
     * Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.
     */
    parameters?: {
        [key: string]: unknown;
    } | null;
    /**
     * ID of the tenant. Without it, the preview has a placeholder.
     */
    tenantId?: string | null;
    /**
     * AWS partition of the account. By default the one of this deployment.
     */
    partition?: 'aws' | 'aws-us-gov' | 'aws-cn' | null;
};
export type PreviewUpdateRequest = {
    /**
     * Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.
     */
    parameters?: {
        [key: string]: unknown;
    } | null;
};
/**
 * Identifies the problem for programs
 */
export type ProblemType = 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query' | 'urn:latchkey:problem:unauthorized' | 'urn:latchkey:problem:link-may-not' | 'urn:latchkey:problem:operator-may-not' | 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint' | 'urn:latchkey:problem:unknown-key' | 'urn:latchkey:problem:unknown-delivery' | 'urn:latchkey:problem:unknown-route' | 'urn:latchkey:problem:method-not-allowed' | 'urn:latchkey:problem:not-acceptable' | 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:check-pending' | 'urn:latchkey:problem:wrong-state' | 'urn:latchkey:problem:not-updatable' | 'urn:latchkey:problem:not-ready' | 'urn:latchkey:problem:credentials-issued' | 'urn:latchkey:problem:old-key-in-use' | 'urn:latchkey:problem:already-rotated' | 'urn:latchkey:problem:foreign-key' | 'urn:latchkey:problem:key-retiring' | 'urn:latchkey:problem:key-in-use' | 'urn:latchkey:problem:key-unused' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:body-too-large' | 'urn:latchkey:problem:unsupported-media-type' | 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:key-reused' | 'urn:latchkey:problem:rejected-by-iam' | 'urn:latchkey:problem:too-many-onboardings' | 'urn:latchkey:problem:internal-error' | 'urn:latchkey:problem:aws-error' | 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:stopped' | 'urn:latchkey:problem:vendor-side-error';
export type Profiles = {
    /**
     * Sections of `~/.aws/credentials`, with a placeholder for each secret
     */
    credentialsFile: string;
    /**
     * Sections of `~/.aws/config`
     */
    configFile: string;
    /**
     * Part of a `serverless.yml` that selects the profile by the stage. Absent if no stage was given.
     */
    serverlessYml?: string;
};
export type ReactivateKeyRequest = {
    /**
     * How long the key works, in seconds. By default 24 hours.
     */
    graceSeconds?: number | null;
};
/**
 * What the onboarding created in the account, and what became of it
 */
export type Receipt = {
    /**
     * The resources, the keys, and what others attached to the users
     */
    resources: Array<Resource>;
};
export type Resource = {
    type: ResourceType;
    /**
     * ARN of the resource. For what has none, such as a key: that of its user.
     */
    arn: string;
    /**
     * Name or ID of what has no ARN of its own, such as an MFA device
     */
    id?: string;
    /**
     * ID of the access key
     */
    accessKeyId?: string;
    status: ResourceStatus;
    /**
     * How many items the line stands for, if they are not named
     */
    count?: number;
    /**
     * Why it is left, or what happened to it
     */
    reason?: string;
};
/**
 * `made`: it is in the account. `left`: it may be in the account, and Latchkey did not remove it.
 */
export type ResourceStatus = 'made' | 'removed' | 'left';
/**
 * What it is
 */
export type ResourceType = 'user' | 'group' | 'policy' | 'access-key' | 'login-profile' | 'inline-policy' | 'attached-policy' | 'ssh-public-key' | 'signing-certificate' | 'service-specific-credential' | 'mfa-device' | 'group-membership' | 'permissions-boundary';
export type RetireKeyRequest = {
    /**
     * Deactivate the old key although it may be in use: whatever still uses it stops working at once. By default false.
     */
    force?: boolean | null;
    /**
     * The caller has checked that the new key is in use, so Latchkey does not look for that. By default false.
     */
    confirmed?: boolean | null;
};
export type Review = {
    /**
     * ID of the onboarding
     */
    onboarding: string;
    /**
     * Status of the onboarding
     */
    status: OnboardingStatus;
    /**
     * ID of the tenant, as the vendor names it
     */
    tenantId: string;
    /**
     * The 12 digits of the tenant’s AWS account
     */
    accountId: string;
    /**
     * AWS partition of the account, which the addresses of the AWS console depend on
     */
    partition: 'aws' | 'aws-us-gov' | 'aws-cn';
    /**
     * Region in which the link and the commands create the stack. Absent if the access was retired.
     */
    launchRegion?: string;
    /**
     * Name of the blueprint, as `GET /v1/blueprints` lists it
     */
    blueprint: string;
    /**
     * The vendor that asks, as its deployment describes it
     */
    vendor: {
        /**
         * Name of the vendor
         */
        name: string;
        /**
         * AWS account of the vendor, whose roles can assume the bootstrap role
         */
        accountId: string;
        /**
         * Logo of the vendor
         */
        logoUrl?: string;
        /**
         * Support of the vendor
         */
        supportUrl?: string;
        /**
         * E-mail address of the support of the vendor
         */
        supportEmail?: string;
        /**
         * Privacy policy of the vendor
         */
        privacyUrl?: string;
    };
    /**
     * The link of the caller, without its token. Absent for callers with another token or with a signature.
     */
    link?: {
        /**
         * ID of the link
         */
        id: string;
        /**
         * ID of the link whose holder shared this one. Absent if the back end created it.
         */
        parent?: string;
        /**
         * What the link allows: to read the onboarding, to provision it, to claim its keys
         */
        may: Array<'see' | 'launch' | 'claim'>;
        /**
         * Who gets the keys. If it is the `vendor`, the link may not claim.
         */
        delivers: 'vendor' | 'tenant';
        /**
         * Text of the vendor that the page shows
         */
        message?: string;
        /**
         * Who at the vendor asks, as the page shows it
         */
        askedBy?: string;
        /**
         * Page to which the onboarding page leads back. The deployment lists its origin.
         */
        returnUrl?: string;
        /**
         * When the link was created. Absent for a link of an earlier version.
         */
        createdAt?: string;
        /**
         * When the link token ends
         */
        expiresAt: string;
    };
    /**
     * The preview of this onboarding, with its own names and ARNs. Null if it cannot be shown any more: see `retired`.
     */
    preview: Preview | null;
    /**
     * The template of the stack, exactly as it is published. Null if there is none any more.
     */
    template: {
        /**
         * URL of the template
         */
        url: string;
        /**
         * SHA-256 of the template in hex. It is also its file name.
         */
        sha256: string;
        /**
         * The text of the template
         */
        body: string;
    } | null;
    /**
     * What launches the stack, also after it was launched. Null for a link that may not `launch`, and if something that it needs no longer exists: see `retired`.
     */
    stack: {
        /**
         * Name of the stack
         */
        name: string;
        /**
         * Link that opens the CloudFormation console with every value filled in
         */
        launchUrl: string;
        /**
         * Command of the AWS CLI that launches the stack
         */
        cliCommand: string;
        /**
         * Command of the AWS CLI that updates the stack
         */
        updateCommand: string;
        /**
         * Terraform configuration (HCL) that creates the same stack, instead of the link and the command
         */
        terraform: string;
        /**
         * URL of the CloudFormation template
         */
        templateUrl: string;
        /**
         * ARN of the bootstrap role
         */
        roleArn: string;
        /**
         * External ID that the trust policy of the bootstrap role requires. Not a secret, but not public.
         */
        externalId: string;
    } | null;
    /**
     * What no longer exists, so that parts are null. `blueprint`: it is not deployed any more. `parameters`: the blueprint does not accept those of the onboarding any more. `access`: the access to the account was retired. Absent if everything exists.
     */
    retired?: 'blueprint' | 'parameters' | 'access';
    /**
     * What the tenant removes to end the access by itself. The keys of the users work without the stack, so the users or their keys go first: CloudFormation cannot delete the stack while the users exist.
     */
    revoke: {
        /**
         * Name of the CloudFormation stack
         */
        stackName: string;
        /**
         * Names of the IAM users
         */
        userNames: Array<string>;
    };
    /**
     * How CloudTrail names those who act in the account
     */
    cloudTrail: {
        /**
         * ARN of the sessions in which Latchkey works in the account: `userIdentity.arn` of their events
         */
        sessionArn: string;
        /**
         * ARNs of the IAM users: `userIdentity.arn` of the events of who has their keys
         */
        userArns: Array<string>;
    };
};
export type RotateCredentialsRequest = {
    /**
     * ID of the access key that the new one replaces. It must be the one in force, so that a repeated request, or one that another rotation has overtaken, is refused.
     */
    replaces: string;
    /**
     * Name of the user. Required if the onboarding has several.
     */
    userName?: string | null;
    /**
     * For how long the replaced key works, in seconds. By default a day. 0: it is ended at once.
     */
    graceSeconds?: number | null;
    /**
     * Whether to delete the key of an earlier rotation first, if it still exists. Only if the newest key was used since its hand-over, or with `confirmed`.
     */
    endGrace?: boolean | null;
    /**
     * Confirms that nobody needs the key that `endGrace` deletes
     */
    confirmed?: boolean | null;
    /**
     * Says that the answer with the key in `replaces` was lost. Latchkey deletes this key, only if nobody has used it, keeps the key that it had replaced, and creates another.
     */
    undelivered?: boolean | null;
    /**
     * Public key for which the keys in the answer are sealed, as a JWK: P-256, X25519, or RSA with 2048 to 4096 bits. Without it, they are returned in the clear.
     */
    recipientKey?: {
        /**
         * Type of the key
         */
        kty: 'EC' | 'OKP' | 'RSA';
        /**
         * Curve of the key: P-256 for `EC`, X25519 for `OKP`
         */
        crv?: 'P-256' | 'X25519' | null;
        /**
         * For `EC` and `OKP`: 32 bytes in Base64url
         */
        x?: string | null;
        /**
         * For `EC`: 32 bytes in Base64url
         */
        y?: string | null;
        /**
         * For `RSA`: the modulus in Base64url
         */
        n?: string | null;
        /**
         * For `RSA`: the exponent, `AQAB`
         */
        e?: string | null;
        /**
         * Algorithm of the JWE. By default `ECDH-ES`, and `RSA-OAEP-256` for `RSA`.
         */
        alg?: 'ECDH-ES' | 'ECDH-ES+A256KW' | 'RSA-OAEP-256' | null;
        /**
         * What the key is for
         */
        use?: 'enc' | null;
        /**
         * What the key is for, as Web Crypto exports it. A public key for ECDH has none.
         */
        key_ops?: Array<'deriveKey' | 'deriveBits' | 'encrypt' | 'wrapKey'> | null;
        /**
         * Whether the key can be exported, as Web Crypto says it. It has no effect.
         */
        ext?: boolean | null;
        /**
         * Name of the key in the JWE. By default its thumbprint (RFC 7638).
         */
        kid?: string | null;
    } | null;
};
/**
 * The access keys, sealed for the `recipientKey` of the request. The same caller gets them again with the same key, until `sealedUntil`.
 */
export type SealedCredentials = {
    /**
     * Compact JWE (RFC 7516). It contains `{ "onboarding", "credentials" }`, or the file that `Accept` has asked for.
     */
    jwe: string;
    /**
     * Name of the recipient key: its own, or else its thumbprint (RFC 7638)
     */
    kid: string;
    /**
     * Media type of what the JWE contains, as in its header `cty`
     */
    contentType: string;
};
export type ShareLinkRequest = {
    /**
     * Text of the vendor that the page shows
     */
    message?: string | null;
    /**
     * Who at the vendor asks, as the page shows it
     */
    askedBy?: string | null;
};
export type StatusCounts = {
    /**
     * Every status
     */
    statuses: Array<{
        /**
         * Status of the onboarding
         */
        status: OnboardingStatus;
        /**
         * How many onboardings are in the status
         */
        count: number;
        /**
         * Whether there may be more, because the count ended at its limit
         */
        atLeast: boolean;
    }>;
};
export type Step = {
    /**
     * What the step does
     */
    name: string;
    status: StepStatus;
    /**
     * How often the step has started. Absent if it has not, or if an earlier version of Latchkey ran it.
     */
    attempts?: number;
    /**
     * How many calls to STS and IAM its starts have sent. Absent if there were none, while it runs for the first time, and for `assume-role`.
     */
    calls?: number;
    /**
     * How often it sent a call again, or looked again at what AWS shows. Absent if never.
     */
    retries?: number;
    /**
     * The pauses before that, in milliseconds
     */
    waitedMs?: number;
    /**
     * When the step began. Null if it has not begun.
     */
    startedAt: string | null;
    /**
     * When the step ended. Null if it has not ended.
     */
    endedAt: string | null;
};
/**
 * Status of the step
 */
export type StepStatus = 'pending' | 'running' | 'done' | 'failed';
export type StepTimeList = {
    /**
     * From how many onboardings the times are computed
     */
    onboardings: number;
    /**
     * When the oldest of them was created. Null if there is none.
     */
    since: string | null;
    /**
     * The kinds of steps, by blueprint
     */
    times: Array<{
        /**
         * Name of the blueprint, as `GET /v1/blueprints` lists it
         */
        blueprint: string;
        /**
         * The kind of step: its name without the names of resources
         */
        step: string;
        /**
         * How many such steps have ended successfully. The times are theirs.
         */
        count: number;
        /**
         * How many such steps have failed
         */
        failed: number;
        /**
         * Median of the times from the first start of a step to its end, in milliseconds
         */
        p50Ms: number;
        /**
         * Nine of ten steps took at most this many milliseconds
         */
        p90Ms: number;
        /**
         * 99 of 100 steps took at most this many milliseconds
         */
        p99Ms: number;
        /**
         * The longest time, in milliseconds
         */
        maxMs: number;
    }>;
};
export type Stop = {
    /**
     * What is stopped
     */
    scope: string;
    /**
     * Why. Every caller that is refused reads it.
     */
    reason: string;
    /**
     * Name of the caller’s token or IAM principal, `link` for a link token, or the function that no caller invoked
     */
    caller: string;
    /**
     * Since when
     */
    since: string;
};
export type StopRequestsRequest = {
    /**
     * Why requests are stopped. Every caller that is refused reads it.
     */
    reason: string;
};
export type Stops = {
    /**
     * What is stopped now
     */
    stops: Array<Stop>;
    /**
     * The newest 100 entries of the audit trail of the deployment, newest first
     */
    actions: Array<ControlledAction>;
};
export type Tag = {
    /**
     * Key of the tag
     */
    key: string;
    /**
     * Value of the tag
     */
    value: string;
};
export type TenantAccessRequest = {
    /**
     * The 12 digits of the tenant’s AWS account
     */
    accountId: string;
    /**
     * Name of the blueprint, as `GET /v1/blueprints` lists it
     */
    blueprint: string;
    /**
     * Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.
     */
    parameters?: {
        [key: string]: unknown;
    } | null;
    /**
     * Region in which CloudFormation creates the stack. IAM resources are the same in every region.
     */
    launchRegion?: string | null;
};
export type TestWebhookRequest = {
    /**
     * URL to which the test event is sent. It must be `https` and public. A deployment on a laptop also takes `http` on 127.0.0.1.
     */
    url: string;
};
export type UpdateOnboardingRequest = {
    /**
     * Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.
     */
    parameters?: {
        [key: string]: unknown;
    } | null;
};
export type UpdatePreview = {
    /**
     * ID of the onboarding that the problem is about: the one that the request created or names. If `conflictsWith` is the same, it is another one, which is in the way, and the request has created none.
     */
    onboarding: string;
    /**
     * Name of the blueprint, as `GET /v1/blueprints` lists it
     */
    blueprint: string;
    /**
     * Whether the onboarding has this plan already, so that an update changes nothing
     */
    isCurrent: boolean;
    /**
     * The versions of the blueprint, by their digests
     */
    versions: {
        /**
         * The version with which the onboarding was planned. Null if it is not known.
         */
        from: string | null;
        /**
         * The deployed version
         */
        to: string;
    };
    /**
     * Parameters of the blueprint. `GET /v1/blueprints/{name}` has their schema.
     */
    parameters: {
        /**
         * The parameters that the onboarding has
         */
        from: {
            [key: string]: unknown;
        };
        /**
         * The parameters after the update
         */
        to: {
            [key: string]: unknown;
        };
    };
    /**
     * The users with a quarantine policy
     */
    users: Array<{
        /**
         * The users with a quarantine policy
         */
        users: Array<string>;
        /**
         * What the users may do now, in numbers
         */
        before: string;
        /**
         * What the users may do after the update, in numbers
         */
        after: string;
        /**
         * The services for which something changes
         */
        services: Array<{
            /**
             * Prefix of the service, such as `ec2`
             */
            service: string;
            /**
             * What they may do with the service now, in words. Null: nothing.
             */
            before: string | null;
            /**
             * What they may do with it after the update, in words. Null: nothing.
             */
            after: string | null;
        }>;
    }>;
    /**
     * The policies that are added, changed and removed, AWS’s own included. A changed one is another policy, which `replaces` the one before.
     */
    policies: Array<{
        /**
         * The change of the external ID that is in progress. Null if there is none.
         */
        change: 'added' | 'changed' | 'removed';
        /**
         * ARN of the policy
         */
        arn: string;
        /**
         * The external ID that the new one replaces
         */
        replaces?: string;
        /**
         * The policy document
         */
        document: unknown;
    }>;
    /**
     * Which policies are attached, and to whom
     */
    attaches: Array<{
        /**
         * Identifies the problem for programs
         */
        type: 'user' | 'group';
        /**
         * Name of the user or group
         */
        name: string;
        /**
         * ARN of the quarantine policy
         */
        policyArn: string;
    }>;
    /**
     * Which policies are detached, after everything new is attached
     */
    detaches: Array<{
        /**
         * Identifies the problem for programs
         */
        type: 'user' | 'group';
        /**
         * Name of the user or group
         */
        name: string;
        /**
         * ARN of the quarantine policy
         */
        policyArn: string;
    }>;
    /**
     * Which users are added to groups
     */
    joins: Array<{
        /**
         * Name of the user
         */
        user: string;
        /**
         * Name of the group
         */
        group: string;
    }>;
    /**
     * Which users are removed from groups
     */
    leaves: Array<{
        /**
         * Name of the user
         */
        user: string;
        /**
         * Name of the group
         */
        group: string;
    }>;
    /**
     * Tags of the caller’s own for the users and policies
     */
    tags: Array<{
        /**
         * Identifies the problem for programs
         */
        type: 'user' | 'policy';
        /**
         * Name of the user or policy
         */
        name: string;
        /**
         * The tags that are added, or get another value
         */
        sets: Array<Tag>;
        /**
         * The keys of the tags that are removed
         */
        removes: Array<string>;
    }>;
    /**
     * The permissions boundary, which the stack creates
     */
    boundary: {
        /**
         * Whether the users get another permissions boundary
         */
        changes: boolean;
        /**
         * Whether the tenant has to update its stack first, because no permissions boundary of the account allows the new plan. The update then answers 409 `stack-outdated` with the command.
         */
        needsConsent: boolean;
        /**
         * In words, what the boundary of the new plan allows that the one of the plan before does not, and what it lacks. Null: nothing.
         */
        difference: string | null;
    };
    /**
     * The steps, in the order in which they are taken
     */
    steps: Array<string>;
};
export type WebhookKeys = {
    /**
     * The Ed25519 keys. An event is valid if one of them verifies one of its signatures.
     */
    keys: Array<{
        /**
         * The key as Standard Webhooks writes it: `whpk_` and Base64
         */
        publicKey: string;
        /**
         * The key as PEM
         */
        pem: string;
        /**
         * The key as JSON Web Key (RFC 8037)
         */
        jwk: {
            /**
             * Type of the key
             */
            kty: 'OKP';
            /**
             * Curve of the key
             */
            crv: 'Ed25519';
            /**
             * What the key is for
             */
            use: 'sig';
            /**
             * The 32 bytes of the key in Base64url
             */
            x: string;
        };
    }>;
};
export type WebhookTest = {
    /**
     * ID of the event: its header `webhook-id`
     */
    webhookId: string;
    /**
     * `delivered`: 2xx. `gone`: 410. `failed`: another answer or none. `refused`: not sent, because the address is not public.
     */
    outcome: 'delivered' | 'gone' | 'failed' | 'refused';
    /**
     * HTTP status of the endpoint’s answer. Absent if there was no answer.
     */
    status?: number;
    /**
     * Duration in milliseconds
     */
    ms: number;
    /**
     * The beginning of the endpoint’s answer
     */
    answer?: string;
    /**
     * Why there was no answer
     */
    error?: string;
};
export type WebhookTestEvent = {
    /**
     * Type of the event
     */
    type: 'webhook.test';
    /**
     * Version of the format. It increases with a change that existing receivers cannot read.
     */
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    /**
     * What happened
     */
    data: {
        /**
         * A sentence for the reader of the test event
         */
        message: string;
    };
};
/**
 * An answer of API Gateway itself. No function has received the request, or it has not answered.
 */
export type GatewayMessage = {
    /**
     * The reason phrase of the status
     */
    message: string;
};
export type Problem = {
    type: ProblemType;
    /**
     * The problem in a few words, the same for every occurrence
     */
    title: string;
    /**
     * HTTP status
     */
    status: number;
    /**
     * What is wrong here, where, and what to do
     */
    detail: string;
    /**
     * The members of the body that are wrong
     */
    errors?: Array<FieldError>;
    /**
     * ID of the onboarding that the problem is about: the one that the request created or names. If `conflictsWith` is the same, it is another one, which is in the way, and the request has created none.
     */
    onboarding?: string;
    /**
     * ID of the onboarding that is in the way (`slot-held`), if the caller may read it. If `onboarding` is another one, it is the one that this request created.
     */
    conflictsWith?: string;
    /**
     * Whether the same request can succeed later without a change of the request. Something else may have to happen first, which `detail` says. Send it again by program only if the answer has `Retry-After`.
     */
    retryable: boolean;
    /**
     * ID of the request in the log
     */
    requestId?: string;
};
export type ListOnboardingsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only onboardings of this tenant
         */
        tenantId?: string;
        /**
         * Only onboardings of this AWS account, in 12 digits
         */
        accountId?: string;
        /**
         * Only onboardings with this status
         */
        status?: OnboardingStatus;
        /**
         * Only claimed onboardings with a key whose `rotateBy` is before this: a date (`2027-01-31`, in UTC) or a date with time (RFC 3339). The list then begins with the earliest `rotateBy`.
         */
        rotateBefore?: string;
        /**
         * Only `ready` and `claimed` onboardings that were planned with another version of their blueprint than the deployed one
         */
        outdated?: 'true';
        /**
         * The maximum number of onboardings in the answer
         */
        limit?: number;
        /**
         * The `cursor` of the page before, with the same `tenantId`, `accountId`, `status`, `rotateBefore` and `outdated`. Absent: the first page.
         */
        cursor?: string;
    };
    url: '/v1/onboardings';
};
export type ListOnboardingsErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type ListOnboardingsError = ListOnboardingsErrors[keyof ListOnboardingsErrors];
export type ListOnboardingsResponses = {
    /**
     * Done
     */
    200: OnboardingList;
};
export type ListOnboardingsResponse = ListOnboardingsResponses[keyof ListOnboardingsResponses];
export type CreateOnboardingData = {
    body: CreateOnboardingRequest;
    headers?: {
        /**
         * One key of 1 to 255 printable ASCII characters, for example a UUID. With spaces, quotes, commas or backslashes, it has to be a string of RFC 9651, in quotes. Valid for 24 hours: the same request with the same key creates nothing again, and its answer has no keys. “Idempotency-Key” at the beginning of the document says what it has.
         */
        'Idempotency-Key'?: string;
        /**
         * With `respond-async`, the answer is 202 and a worker does the work (RFC 7240).
         */
        Prefer?: string;
    };
    path?: never;
    query?: {
        /**
         * Name of the section of `~/.aws/credentials`. Default: the parameter `profile` of the onboarding, or else the name of its blueprint. With any other `Accept` than `text/x-ini` or `text/vnd.latchkey.aws-configure`, the request is refused with 400 (`malformed-query`).
         */
        profile?: string;
    };
    url: '/v1/onboardings';
};
export type CreateOnboardingErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * The link does not allow this (`link-may-not`); API Gateway itself: Forbidden
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:link-may-not';
        status?: 403;
    };
    /**
     * There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The access keys have already been issued (`credentials-issued`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:credentials-issued';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`); The Idempotency-Key was used for another request (`key-reused`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam' | 'urn:latchkey:problem:key-reused';
        status?: 422;
    };
    /**
     * Too many onboardings of this tenant are in progress (`too-many-onboardings`); API Gateway itself: Too Many Requests
     */
    429: Problem & {
        type?: 'urn:latchkey:problem:too-many-onboardings';
        status?: 429;
    };
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type CreateOnboardingError = CreateOnboardingErrors[keyof CreateOnboardingErrors];
export type CreateOnboardingResponses = {
    /**
     * Created
     */
    201: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type CreateOnboardingResponse = CreateOnboardingResponses[keyof CreateOnboardingResponses];
export type OffboardData = {
    body?: never;
    headers?: {
        /**
         * With `respond-async`, the answer is 202 and a worker does the work (RFC 7240).
         */
        Prefer?: string;
    };
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: {
        /**
         * End the onboardings without a call to the account, even if resources are left there
         */
        leftovers?: 'accept';
    };
    url: '/v1/onboardings/{id}';
};
export type OffboardErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error';
        status?: 503;
    };
};
export type OffboardError = OffboardErrors[keyof OffboardErrors];
export type OffboardResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type OffboardResponse = OffboardResponses[keyof OffboardResponses];
export type GetOnboardingData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}';
};
export type GetOnboardingErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type GetOnboardingError = GetOnboardingErrors[keyof GetOnboardingErrors];
export type GetOnboardingResponses = {
    /**
     * Done
     */
    200: Onboarding;
};
export type GetOnboardingResponse = GetOnboardingResponses[keyof GetOnboardingResponses];
export type GetOnboardingByLinkData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/link/onboardings/{id}';
};
export type GetOnboardingByLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type GetOnboardingByLinkError = GetOnboardingByLinkErrors[keyof GetOnboardingByLinkErrors];
export type GetOnboardingByLinkResponses = {
    /**
     * Done
     */
    200: Onboarding;
};
export type GetOnboardingByLinkResponse = GetOnboardingByLinkResponses[keyof GetOnboardingByLinkResponses];
export type ReviewOnboardingData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/review';
};
export type ReviewOnboardingErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type ReviewOnboardingError = ReviewOnboardingErrors[keyof ReviewOnboardingErrors];
export type ReviewOnboardingResponses = {
    /**
     * Done
     */
    200: Review;
};
export type ReviewOnboardingResponse = ReviewOnboardingResponses[keyof ReviewOnboardingResponses];
export type ReviewOnboardingByLinkData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/link/onboardings/{id}/review';
};
export type ReviewOnboardingByLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type ReviewOnboardingByLinkError = ReviewOnboardingByLinkErrors[keyof ReviewOnboardingByLinkErrors];
export type ReviewOnboardingByLinkResponses = {
    /**
     * Done
     */
    200: Review;
};
export type ReviewOnboardingByLinkResponse = ReviewOnboardingByLinkResponses[keyof ReviewOnboardingByLinkResponses];
export type ProvisionOnboardingData = {
    body?: never;
    headers?: {
        /**
         * With `respond-async`, the answer is 202 and a worker does the work (RFC 7240).
         */
        Prefer?: string;
    };
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/provision';
};
export type ProvisionOnboardingErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * The link does not allow this (`link-may-not`); API Gateway itself: Forbidden
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:link-may-not';
        status?: 403;
    };
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam';
        status?: 422;
    };
    /**
     * Too many onboardings of this tenant are in progress (`too-many-onboardings`); API Gateway itself: Too Many Requests
     */
    429: Problem & {
        type?: 'urn:latchkey:problem:too-many-onboardings';
        status?: 429;
    };
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type ProvisionOnboardingError = ProvisionOnboardingErrors[keyof ProvisionOnboardingErrors];
export type ProvisionOnboardingResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type ProvisionOnboardingResponse = ProvisionOnboardingResponses[keyof ProvisionOnboardingResponses];
export type ProvisionOnboardingByLinkData = {
    body?: never;
    headers?: {
        /**
         * With `respond-async`, the answer is 202 and a worker does the work (RFC 7240).
         */
        Prefer?: string;
    };
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/link/onboardings/{id}/provision';
};
export type ProvisionOnboardingByLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * The link does not allow this (`link-may-not`)
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:link-may-not';
        status?: 403;
    };
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam';
        status?: 422;
    };
    /**
     * Too many onboardings of this tenant are in progress (`too-many-onboardings`); API Gateway itself: Too Many Requests
     */
    429: Problem & {
        type?: 'urn:latchkey:problem:too-many-onboardings';
        status?: 429;
    };
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type ProvisionOnboardingByLinkError = ProvisionOnboardingByLinkErrors[keyof ProvisionOnboardingByLinkErrors];
export type ProvisionOnboardingByLinkResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type ProvisionOnboardingByLinkResponse = ProvisionOnboardingByLinkResponses[keyof ProvisionOnboardingByLinkResponses];
export type ClaimCredentialsData = {
    body?: ClaimCredentialsRequest;
    headers?: {
        /**
         * One key of 1 to 255 printable ASCII characters, for example a UUID. With spaces, quotes, commas or backslashes, it has to be a string of RFC 9651, in quotes. Valid for 24 hours: the same request with the same key creates nothing again, and its answer has no keys. “Idempotency-Key” at the beginning of the document says what it has.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: {
        /**
         * Name of the section of `~/.aws/credentials`. Default: the parameter `profile` of the onboarding, or else the name of its blueprint. With any other `Accept` than `text/x-ini` or `text/vnd.latchkey.aws-configure`, the request is refused with 400 (`malformed-query`).
         */
        profile?: string;
    };
    url: '/v1/onboardings/{id}/credentials';
};
export type ClaimCredentialsErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * The link does not allow this (`link-may-not`); API Gateway itself: Forbidden
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:link-may-not';
        status?: 403;
    };
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The access keys have already been issued (`credentials-issued`); The onboarding is not ready to be claimed (`not-ready`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:credentials-issued' | 'urn:latchkey:problem:not-ready' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`); The Idempotency-Key was used for another request (`key-reused`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam' | 'urn:latchkey:problem:key-reused';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type ClaimCredentialsError = ClaimCredentialsErrors[keyof ClaimCredentialsErrors];
export type ClaimCredentialsResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type ClaimCredentialsResponse = ClaimCredentialsResponses[keyof ClaimCredentialsResponses];
export type ClaimCredentialsByLinkData = {
    body?: ClaimCredentialsRequest;
    headers?: {
        /**
         * One key of 1 to 255 printable ASCII characters, for example a UUID. With spaces, quotes, commas or backslashes, it has to be a string of RFC 9651, in quotes. Valid for 24 hours: the same request with the same key creates nothing again, and its answer has no keys. “Idempotency-Key” at the beginning of the document says what it has.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: {
        /**
         * Name of the section of `~/.aws/credentials`. Default: the parameter `profile` of the onboarding, or else the name of its blueprint. With any other `Accept` than `text/x-ini` or `text/vnd.latchkey.aws-configure`, the request is refused with 400 (`malformed-query`).
         */
        profile?: string;
    };
    url: '/v1/link/onboardings/{id}/credentials';
};
export type ClaimCredentialsByLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * The link does not allow this (`link-may-not`)
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:link-may-not';
        status?: 403;
    };
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The access keys have already been issued (`credentials-issued`); The onboarding is not ready to be claimed (`not-ready`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:credentials-issued' | 'urn:latchkey:problem:not-ready' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`); The Idempotency-Key was used for another request (`key-reused`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam' | 'urn:latchkey:problem:key-reused';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type ClaimCredentialsByLinkError = ClaimCredentialsByLinkErrors[keyof ClaimCredentialsByLinkErrors];
export type ClaimCredentialsByLinkResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type ClaimCredentialsByLinkResponse = ClaimCredentialsByLinkResponses[keyof ClaimCredentialsByLinkResponses];
export type RetireKeyData = {
    body?: RetireKeyRequest;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
        /**
         * ID of an access key in `accessKeys` of the onboarding
         */
        accessKeyId: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/credentials/{accessKeyId}/retire';
};
export type RetireKeyErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`); The onboarding has no such access key (`unknown-key`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint' | 'urn:latchkey:problem:unknown-key';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The current state does not allow this (`wrong-state`); The old access key may still be in use (`old-key-in-use`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:wrong-state' | 'urn:latchkey:problem:old-key-in-use';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error';
        status?: 503;
    };
};
export type RetireKeyError = RetireKeyErrors[keyof RetireKeyErrors];
export type RetireKeyResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type RetireKeyResponse = RetireKeyResponses[keyof RetireKeyResponses];
export type ReactivateKeyData = {
    body?: ReactivateKeyRequest;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
        /**
         * ID of an access key in `accessKeys` of the onboarding
         */
        accessKeyId: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/credentials/{accessKeyId}/reactivate';
};
export type ReactivateKeyErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`); The onboarding has no such access key (`unknown-key`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint' | 'urn:latchkey:problem:unknown-key';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error';
        status?: 503;
    };
};
export type ReactivateKeyError = ReactivateKeyErrors[keyof ReactivateKeyErrors];
export type ReactivateKeyResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type ReactivateKeyResponse = ReactivateKeyResponses[keyof ReactivateKeyResponses];
export type RotateCredentialsData = {
    body: RotateCredentialsRequest;
    headers?: {
        /**
         * One key of 1 to 255 printable ASCII characters, for example a UUID. With spaces, quotes, commas or backslashes, it has to be a string of RFC 9651, in quotes. Valid for 24 hours: the same request with the same key creates nothing again, and its answer has no keys. “Idempotency-Key” at the beginning of the document says what it has.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: {
        /**
         * Name of the section of `~/.aws/credentials`. Default: the parameter `profile` of the onboarding, or else the name of its blueprint. With any other `Accept` than `text/x-ini` or `text/vnd.latchkey.aws-configure`, the request is refused with 400 (`malformed-query`).
         */
        profile?: string;
    };
    url: '/v1/onboardings/{id}/credentials/rotate';
};
export type RotateCredentialsErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * An operator's token does not allow this (`operator-may-not`); API Gateway itself: Forbidden
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:operator-may-not';
        status?: 403;
    };
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The access keys have already been issued (`credentials-issued`); The access key is not the one in force (`already-rotated`); The user has an access key that Latchkey did not create (`foreign-key`); The key that was replaced before still exists (`key-retiring`); The access key was used, so it was delivered (`key-in-use`); The newest access key has not been used yet (`key-unused`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:credentials-issued' | 'urn:latchkey:problem:already-rotated' | 'urn:latchkey:problem:foreign-key' | 'urn:latchkey:problem:key-retiring' | 'urn:latchkey:problem:key-in-use' | 'urn:latchkey:problem:key-unused' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`); The Idempotency-Key was used for another request (`key-reused`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam' | 'urn:latchkey:problem:key-reused';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type RotateCredentialsError = RotateCredentialsErrors[keyof RotateCredentialsErrors];
export type RotateCredentialsResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type RotateCredentialsResponse = RotateCredentialsResponses[keyof RotateCredentialsResponses];
export type UpdateOnboardingData = {
    body?: UpdateOnboardingRequest;
    headers?: {
        /**
         * With `respond-async`, the answer is 202 and a worker does the work (RFC 7240).
         */
        Prefer?: string;
    };
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/update';
};
export type UpdateOnboardingErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); Another process took over the onboarding (`taken-over`); A name is used by a resource that Latchkey did not create (`foreign-resource`); The bootstrap role does not require the external ID (`trust-policy-open`); The CloudFormation stack must be updated (`stack-outdated`); AWS denied a call (`access-denied`); The bootstrap role can no longer be assumed (`access-lost`); A policy denies the bootstrap role to Latchkey (`role-denied`); The bootstrap role cannot be assumed yet (`role-not-usable`); The AWS account cannot be used yet (`account-not-ready`); An IAM quota of the AWS account is used up (`quota-exceeded`); A resource of the onboarding was deleted or replaced (`identity-changed`); A resource cannot be removed while it is in use (`undo-blocked`); The current state does not allow this (`wrong-state`); An update cannot lead to the wanted plan (`not-updatable`); The account of an onboarding is still to be checked (`check-pending`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:wrong-state' | 'urn:latchkey:problem:not-updatable' | 'urn:latchkey:problem:check-pending';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`); IAM rejected a request as not valid (`rejected-by-iam`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:rejected-by-iam';
        status?: 422;
    };
    /**
     * Too many onboardings of this tenant are in progress (`too-many-onboardings`); API Gateway itself: Too Many Requests
     */
    429: Problem & {
        type?: 'urn:latchkey:problem:too-many-onboardings';
        status?: 429;
    };
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * A call to AWS failed (`aws-error`)
     */
    502: Problem & {
        type?: 'urn:latchkey:problem:aws-error';
        status?: 502;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type UpdateOnboardingError = UpdateOnboardingErrors[keyof UpdateOnboardingErrors];
export type UpdateOnboardingResponses = {
    /**
     * Done
     */
    200: Onboarding;
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Onboarding;
};
export type UpdateOnboardingResponse = UpdateOnboardingResponses[keyof UpdateOnboardingResponses];
export type PreviewUpdateData = {
    body?: PreviewUpdateRequest;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/update/preview';
};
export type PreviewUpdateErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * Another operation is in progress (`in-progress`); The current state does not allow this (`wrong-state`); An update cannot lead to the wanted plan (`not-updatable`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:wrong-state' | 'urn:latchkey:problem:not-updatable';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type PreviewUpdateError = PreviewUpdateErrors[keyof PreviewUpdateErrors];
export type PreviewUpdateResponses = {
    /**
     * Done
     */
    200: UpdatePreview;
};
export type PreviewUpdateResponse = PreviewUpdateResponses[keyof PreviewUpdateResponses];
export type OnboardingEventsData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/events';
};
export type OnboardingEventsErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type OnboardingEventsError = OnboardingEventsErrors[keyof OnboardingEventsErrors];
export type OnboardingEventsResponses = {
    /**
     * Done
     */
    200: AuditTrail;
};
export type OnboardingEventsResponse = OnboardingEventsResponses[keyof OnboardingEventsResponses];
export type OnboardingHealthData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: {
        /**
         * `false`: return the result of the last look, and make no call to the account
         */
        live?: 'true' | 'false';
        /**
         * Also try to assume the role without the correct external ID. AWS must refuse it, and CloudTrail shows it. With `live=false`, which makes no call to the account, the request is refused with 400 (`malformed-query`).
         */
        trust?: 'probe';
    };
    url: '/v1/onboardings/{id}/health';
};
export type OnboardingHealthErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * Another operation is in progress (`in-progress`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); Latchkey itself cannot call AWS (`vendor-side-error`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:vendor-side-error';
        status?: 503;
    };
};
export type OnboardingHealthError = OnboardingHealthErrors[keyof OnboardingHealthErrors];
export type OnboardingHealthResponses = {
    /**
     * Done
     */
    200: OnboardingHealth;
};
export type OnboardingHealthResponse = OnboardingHealthResponses[keyof OnboardingHealthResponses];
export type HandoverMessageData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/handover.eml';
};
export type HandoverMessageErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type HandoverMessageError = HandoverMessageErrors[keyof HandoverMessageErrors];
export type HandoverMessageResponses = {
    /**
     * Done
     */
    200: string;
};
export type HandoverMessageResponse = HandoverMessageResponses[keyof HandoverMessageResponses];
export type HandoverMessageByLinkData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/link/onboardings/{id}/handover.eml';
};
export type HandoverMessageByLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type HandoverMessageByLinkError = HandoverMessageByLinkErrors[keyof HandoverMessageByLinkErrors];
export type HandoverMessageByLinkResponses = {
    /**
     * Done
     */
    200: string;
};
export type HandoverMessageByLinkResponse = HandoverMessageByLinkResponses[keyof HandoverMessageByLinkResponses];
export type RevokeLinkData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/link';
};
export type RevokeLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type RevokeLinkError = RevokeLinkErrors[keyof RevokeLinkErrors];
export type RevokeLinkResponses = {
    /**
     * Done, without a body
     */
    204: void;
};
export type RevokeLinkResponse = RevokeLinkResponses[keyof RevokeLinkResponses];
export type CreateLinkData = {
    body?: CreateLinkRequest;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/link';
};
export type CreateLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * The link does not allow this (`link-may-not`); API Gateway itself: Forbidden
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:link-may-not';
        status?: 403;
    };
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type CreateLinkError = CreateLinkErrors[keyof CreateLinkErrors];
export type CreateLinkResponses = {
    /**
     * Created
     */
    201: Link;
};
export type CreateLinkResponse = CreateLinkResponses[keyof CreateLinkResponses];
export type ShareLinkData = {
    body?: ShareLinkRequest;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/link/share';
};
export type ShareLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * The link does not allow this (`link-may-not`)
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:link-may-not';
        status?: 403;
    };
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type ShareLinkError = ShareLinkErrors[keyof ShareLinkErrors];
export type ShareLinkResponses = {
    /**
     * Done
     */
    200: Link;
    /**
     * Created
     */
    201: Link;
};
export type ShareLinkResponse = ShareLinkResponses[keyof ShareLinkResponses];
export type ShareLinkByLinkData = {
    body?: ShareLinkRequest;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/link/onboardings/{id}/link/share';
};
export type ShareLinkByLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * The link does not allow this (`link-may-not`)
     */
    403: Problem & {
        type?: 'urn:latchkey:problem:link-may-not';
        status?: 403;
    };
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); An operator has stopped such requests (`stopped`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:stopped';
        status?: 503;
    };
};
export type ShareLinkByLinkError = ShareLinkByLinkErrors[keyof ShareLinkByLinkErrors];
export type ShareLinkByLinkResponses = {
    /**
     * Done
     */
    200: Link;
    /**
     * Created
     */
    201: Link;
};
export type ShareLinkByLinkResponse = ShareLinkByLinkResponses[keyof ShareLinkByLinkResponses];
export type EndLinkData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
        /**
         * ID of the link: `lnk_` and 16 hexadecimal digits
         */
        linkId: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/link/{linkId}';
};
export type EndLinkErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type EndLinkError = EndLinkErrors[keyof EndLinkErrors];
export type EndLinkResponses = {
    /**
     * Done, without a body
     */
    204: void;
};
export type EndLinkResponse = EndLinkResponses[keyof EndLinkResponses];
export type ListDeliveriesData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/deliveries';
};
export type ListDeliveriesErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type ListDeliveriesError = ListDeliveriesErrors[keyof ListDeliveriesErrors];
export type ListDeliveriesResponses = {
    /**
     * Done
     */
    200: Deliveries;
};
export type ListDeliveriesResponse = ListDeliveriesResponses[keyof ListDeliveriesResponses];
export type RedeliverData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding: `ob_` and a ULID
         */
        id: string;
        /**
         * ID of the webhook event: its header `webhook-id`
         */
        webhookId: string;
    };
    query?: never;
    url: '/v1/onboardings/{id}/deliveries/{webhookId}/redeliver';
};
export type RedeliverErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such webhook event (`unknown-delivery`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-delivery';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type RedeliverError = RedeliverErrors[keyof RedeliverErrors];
export type RedeliverResponses = {
    /**
     * Accepted: a worker continues, or the caller asks again
     */
    202: Delivery;
};
export type RedeliverResponse = RedeliverResponses[keyof RedeliverResponses];
export type TenantAccessData = {
    body: TenantAccessRequest;
    path: {
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
    };
    query?: never;
    url: '/v1/tenants/{tenantId}/access';
};
export type TenantAccessErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * Another operation is in progress (`in-progress`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:in-progress';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type TenantAccessError = TenantAccessErrors[keyof TenantAccessErrors];
export type TenantAccessResponses = {
    /**
     * Done
     */
    200: Access;
};
export type TenantAccessResponse = TenantAccessResponses[keyof TenantAccessResponses];
export type RetireAccessData = {
    body?: never;
    path: {
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the AWS account of the tenant
         */
        accountId: string;
    };
    query?: never;
    url: '/v1/tenants/{tenantId}/access/{accountId}';
};
export type RetireAccessErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); The account of an onboarding is still to be checked (`check-pending`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:check-pending';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type RetireAccessError = RetireAccessErrors[keyof RetireAccessErrors];
export type RetireAccessResponses = {
    /**
     * Done, without a body
     */
    204: void;
};
export type RetireAccessResponse = RetireAccessResponses[keyof RetireAccessResponses];
export type GetAccessData = {
    body?: never;
    path: {
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the AWS account of the tenant
         */
        accountId: string;
    };
    query?: never;
    url: '/v1/tenants/{tenantId}/access/{accountId}';
};
export type GetAccessErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type GetAccessError = GetAccessErrors[keyof GetAccessErrors];
export type GetAccessResponses = {
    /**
     * Done
     */
    200: AccessState;
};
export type GetAccessResponse = GetAccessResponses[keyof GetAccessResponses];
export type ChangeExternalIdData = {
    body: ChangeExternalIdRequest;
    path: {
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
        /**
         * The 12 digits of the AWS account of the tenant
         */
        accountId: string;
    };
    query?: never;
    url: '/v1/tenants/{tenantId}/access/{accountId}/external-id';
};
export type ChangeExternalIdErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * Another operation is in progress (`in-progress`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type ChangeExternalIdError = ChangeExternalIdErrors[keyof ChangeExternalIdErrors];
export type ChangeExternalIdResponses = {
    /**
     * Done
     */
    200: AccessState;
};
export type ChangeExternalIdResponse = ChangeExternalIdResponses[keyof ChangeExternalIdResponses];
export type EraseTenantData = {
    body?: never;
    path: {
        /**
         * ID of the tenant, as the vendor names it
         */
        tenantId: string;
    };
    query?: {
        /**
         * End the onboardings without a call to the account, even if resources are left there
         */
        leftovers?: 'accept';
    };
    url: '/v1/tenants/{tenantId}';
};
export type EraseTenantErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The request conflicts with an onboarding (`slot-held`); Another operation is in progress (`in-progress`); The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type EraseTenantError = EraseTenantErrors[keyof EraseTenantErrors];
export type EraseTenantResponses = {
    /**
     * Done, without a body
     */
    204: void;
};
export type EraseTenantResponse = EraseTenantResponses[keyof EraseTenantResponses];
export type ListStopsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/stops';
};
export type ListStopsErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type ListStopsError = ListStopsErrors[keyof ListStopsErrors];
export type ListStopsResponses = {
    /**
     * Done
     */
    200: Stops;
};
export type ListStopsResponse = ListStopsResponses[keyof ListStopsResponses];
export type AllowRequestsData = {
    body?: never;
    path: {
        /**
         * What is stopped: `all`, `tenant:{tenantId}` or `blueprint:{name}`. The colon may be percent-encoded (`%3A`) or not.
         */
        scope: string;
    };
    query?: never;
    url: '/v1/stops/{scope}';
};
export type AllowRequestsErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type AllowRequestsError = AllowRequestsErrors[keyof AllowRequestsErrors];
export type AllowRequestsResponses = {
    /**
     * Done, without a body
     */
    204: void;
};
export type AllowRequestsResponse = AllowRequestsResponses[keyof AllowRequestsResponses];
export type StopRequestsData = {
    body: StopRequestsRequest;
    path: {
        /**
         * What is stopped: `all`, `tenant:{tenantId}` or `blueprint:{name}`. The colon may be percent-encoded (`%3A`) or not.
         */
        scope: string;
    };
    query?: never;
    url: '/v1/stops/{scope}';
};
export type StopRequestsErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`); There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type StopRequestsError = StopRequestsErrors[keyof StopRequestsErrors];
export type StopRequestsResponses = {
    /**
     * Done
     */
    200: Stop;
};
export type StopRequestsResponse = StopRequestsResponses[keyof StopRequestsResponses];
export type CountStatusesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/statistics/statuses';
};
export type CountStatusesErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type CountStatusesError = CountStatusesErrors[keyof CountStatusesErrors];
export type CountStatusesResponses = {
    /**
     * Done
     */
    200: StatusCounts;
};
export type CountStatusesResponse = CountStatusesResponses[keyof CountStatusesResponses];
export type StepTimesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * From how many of the newest onboardings the times are computed
         */
        newest?: number;
    };
    url: '/v1/statistics/steps';
};
export type StepTimesErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type StepTimesError = StepTimesErrors[keyof StepTimesErrors];
export type StepTimesResponses = {
    /**
     * Done
     */
    200: StepTimeList;
};
export type StepTimesResponse = StepTimesResponses[keyof StepTimesResponses];
export type AwsProfilesData = {
    body: AwsProfilesRequest;
    path?: never;
    query?: never;
    url: '/v1/profiles';
};
export type AwsProfilesErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such onboarding or tenant (`not-found`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:not-found';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The current state does not allow this (`wrong-state`)
     */
    409: Problem & {
        type?: 'urn:latchkey:problem:wrong-state';
        status?: 409;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * There was not enough time to complete the request (`out-of-time`); API Gateway itself: Service Unavailable
     */
    503: Problem & {
        type?: 'urn:latchkey:problem:out-of-time';
        status?: 503;
    };
};
export type AwsProfilesError = AwsProfilesErrors[keyof AwsProfilesErrors];
export type AwsProfilesResponses = {
    /**
     * Done
     */
    200: Profiles;
};
export type AwsProfilesResponse = AwsProfilesResponses[keyof AwsProfilesResponses];
export type ListBlueprintsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/blueprints';
};
export type ListBlueprintsErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * API Gateway itself: Service Unavailable
     */
    503: GatewayMessage;
};
export type ListBlueprintsError = ListBlueprintsErrors[keyof ListBlueprintsErrors];
export type ListBlueprintsResponses = {
    /**
     * Done
     */
    200: BlueprintList;
};
export type ListBlueprintsResponse = ListBlueprintsResponses[keyof ListBlueprintsResponses];
export type GetBlueprintData = {
    body?: never;
    path: {
        /**
         * Name of the blueprint
         */
        name: string;
    };
    query?: never;
    url: '/v1/blueprints/{name}';
};
export type GetBlueprintErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * API Gateway itself: Service Unavailable
     */
    503: GatewayMessage;
};
export type GetBlueprintError = GetBlueprintErrors[keyof GetBlueprintErrors];
export type GetBlueprintResponses = {
    /**
     * Done
     */
    200: Blueprint;
};
export type GetBlueprintResponse = GetBlueprintResponses[keyof GetBlueprintResponses];
export type PreviewBlueprintData = {
    body: PreviewBlueprintRequest;
    path: {
        /**
         * Name of the blueprint
         */
        name: string;
    };
    query?: never;
    url: '/v1/blueprints/{name}/preview';
};
export type PreviewBlueprintErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * There is no such blueprint (`unknown-blueprint`)
     */
    404: Problem & {
        type?: 'urn:latchkey:problem:unknown-blueprint';
        status?: 404;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * API Gateway itself: Service Unavailable
     */
    503: GatewayMessage;
};
export type PreviewBlueprintError = PreviewBlueprintErrors[keyof PreviewBlueprintErrors];
export type PreviewBlueprintResponses = {
    /**
     * Done
     */
    200: Preview;
};
export type PreviewBlueprintResponse = PreviewBlueprintResponses[keyof PreviewBlueprintResponses];
export type TestWebhookData = {
    body: TestWebhookRequest;
    path?: never;
    query?: never;
    url: '/v1/webhooks/test';
};
export type TestWebhookErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The request has no token or signature that allows it (`unauthorized`)
     */
    401: Problem & {
        type?: 'urn:latchkey:problem:unauthorized';
        status?: 401;
    };
    /**
     * API Gateway itself: Forbidden
     */
    403: GatewayMessage;
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * API Gateway itself: Service Unavailable
     */
    503: GatewayMessage;
};
export type TestWebhookError = TestWebhookErrors[keyof TestWebhookErrors];
export type TestWebhookResponses = {
    /**
     * Done
     */
    200: WebhookTest;
};
export type TestWebhookResponse = TestWebhookResponses[keyof TestWebhookResponses];
export type WebhookKeysData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/webhook-keys';
};
export type WebhookKeysErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * API Gateway itself: Service Unavailable
     */
    503: GatewayMessage;
};
export type WebhookKeysError = WebhookKeysErrors[keyof WebhookKeysErrors];
export type WebhookKeysResponses = {
    /**
     * Done
     */
    200: WebhookKeys;
};
export type WebhookKeysResponse = WebhookKeysResponses[keyof WebhookKeysResponses];
export type OpenApiData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/openapi.json';
};
export type OpenApiErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * API Gateway itself: Service Unavailable
     */
    503: GatewayMessage;
};
export type OpenApiError = OpenApiErrors[keyof OpenApiErrors];
export type OpenApiResponses = {
    /**
     * Done
     */
    200: OpenApi;
};
export type OpenApiResponse = OpenApiResponses[keyof OpenApiResponses];
export type HealthData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/health';
};
export type HealthErrors = {
    /**
     * The body is not valid JSON, or is ambiguous (`malformed-json`); A request header is not valid (`malformed-header`); A query parameter is not valid (`malformed-query`)
     */
    400: Problem & {
        type?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query';
        status?: 400;
    };
    /**
     * The Accept header allows no available format (`not-acceptable`)
     */
    406: Problem & {
        type?: 'urn:latchkey:problem:not-acceptable';
        status?: 406;
    };
    /**
     * The body is too large (`body-too-large`); API Gateway itself: Request Entity Too Large
     */
    413: Problem & {
        type?: 'urn:latchkey:problem:body-too-large';
        status?: 413;
    };
    /**
     * The Content-Type is not JSON (`unsupported-media-type`)
     */
    415: Problem & {
        type?: 'urn:latchkey:problem:unsupported-media-type';
        status?: 415;
    };
    /**
     * The request is not valid (`invalid-request`)
     */
    422: Problem & {
        type?: 'urn:latchkey:problem:invalid-request';
        status?: 422;
    };
    /**
     * API Gateway itself: Too Many Requests
     */
    429: GatewayMessage;
    /**
     * Latchkey failed unexpectedly (`internal-error`); API Gateway itself: Internal Server Error
     */
    500: Problem & {
        type?: 'urn:latchkey:problem:internal-error';
        status?: 500;
    };
    /**
     * API Gateway itself: Service Unavailable
     */
    503: GatewayMessage;
};
export type HealthError = HealthErrors[keyof HealthErrors];
export type HealthResponses = {
    /**
     * Done
     */
    200: Health;
};
export type HealthResponse = HealthResponses[keyof HealthResponses];
export type OnboardingReadyWebhookPayload = OnboardingReadyEvent;
export type OnboardingReadyWebhookRequest = {
    body: OnboardingReadyWebhookPayload;
    key: 'onboarding.ready';
    path?: never;
    query?: never;
};
export type OnboardingClaimedWebhookPayload = OnboardingClaimedEvent;
export type OnboardingClaimedWebhookRequest = {
    body: OnboardingClaimedWebhookPayload;
    key: 'onboarding.claimed';
    path?: never;
    query?: never;
};
export type OnboardingFailedWebhookPayload = OnboardingFailedEvent;
export type OnboardingFailedWebhookRequest = {
    body: OnboardingFailedWebhookPayload;
    key: 'onboarding.failed';
    path?: never;
    query?: never;
};
export type OnboardingNeedsAttentionWebhookPayload = OnboardingNeedsAttentionEvent;
export type OnboardingNeedsAttentionWebhookRequest = {
    body: OnboardingNeedsAttentionWebhookPayload;
    key: 'onboarding.needs_attention';
    path?: never;
    query?: never;
};
export type OnboardingExpiredWebhookPayload = OnboardingExpiredEvent;
export type OnboardingExpiredWebhookRequest = {
    body: OnboardingExpiredWebhookPayload;
    key: 'onboarding.expired';
    path?: never;
    query?: never;
};
export type OnboardingOffboardedWebhookPayload = OnboardingOffboardedEvent;
export type OnboardingOffboardedWebhookRequest = {
    body: OnboardingOffboardedWebhookPayload;
    key: 'onboarding.offboarded';
    path?: never;
    query?: never;
};
export type OnboardingUpdatedWebhookPayload = OnboardingUpdatedEvent;
export type OnboardingUpdatedWebhookRequest = {
    body: OnboardingUpdatedWebhookPayload;
    key: 'onboarding.updated';
    path?: never;
    query?: never;
};
export type OnboardingUpdateFailedWebhookPayload = OnboardingUpdateFailedEvent;
export type OnboardingUpdateFailedWebhookRequest = {
    body: OnboardingUpdateFailedWebhookPayload;
    key: 'onboarding.update_failed';
    path?: never;
    query?: never;
};
export type OnboardingDriftedWebhookPayload = OnboardingDriftedEvent;
export type OnboardingDriftedWebhookRequest = {
    body: OnboardingDriftedWebhookPayload;
    key: 'onboarding.drifted';
    path?: never;
    query?: never;
};
export type OnboardingAccessLostWebhookPayload = OnboardingAccessLostEvent;
export type OnboardingAccessLostWebhookRequest = {
    body: OnboardingAccessLostWebhookPayload;
    key: 'onboarding.access_lost';
    path?: never;
    query?: never;
};
export type CredentialsExposedWebhookPayload = CredentialsExposedEvent;
export type CredentialsExposedWebhookRequest = {
    body: CredentialsExposedWebhookPayload;
    key: 'credentials.exposed';
    path?: never;
    query?: never;
};
export type CredentialsUnusedWebhookPayload = CredentialsUnusedEvent;
export type CredentialsUnusedWebhookRequest = {
    body: CredentialsUnusedWebhookPayload;
    key: 'credentials.unused';
    path?: never;
    query?: never;
};
export type CredentialsOldKeyInUseWebhookPayload = CredentialsOldKeyInUseEvent;
export type CredentialsOldKeyInUseWebhookRequest = {
    body: CredentialsOldKeyInUseWebhookPayload;
    key: 'credentials.old_key_in_use';
    path?: never;
    query?: never;
};
export type CredentialsOldKeyDeactivatedWebhookPayload = CredentialsOldKeyDeactivatedEvent;
export type CredentialsOldKeyDeactivatedWebhookRequest = {
    body: CredentialsOldKeyDeactivatedWebhookPayload;
    key: 'credentials.old_key_deactivated';
    path?: never;
    query?: never;
};
export type CredentialsOldKeyReactivatedWebhookPayload = CredentialsOldKeyReactivatedEvent;
export type CredentialsOldKeyReactivatedWebhookRequest = {
    body: CredentialsOldKeyReactivatedWebhookPayload;
    key: 'credentials.old_key_reactivated';
    path?: never;
    query?: never;
};
export type CredentialsOldKeyRemovedWebhookPayload = CredentialsOldKeyRemovedEvent;
export type CredentialsOldKeyRemovedWebhookRequest = {
    body: CredentialsOldKeyRemovedWebhookPayload;
    key: 'credentials.old_key_removed';
    path?: never;
    query?: never;
};
export type CredentialsRotationDueWebhookPayload = CredentialsRotationDueEvent;
export type CredentialsRotationDueWebhookRequest = {
    body: CredentialsRotationDueWebhookPayload;
    key: 'credentials.rotation_due';
    path?: never;
    query?: never;
};
export type CredentialsRotatedWebhookPayload = CredentialsRotatedEvent;
export type CredentialsRotatedWebhookRequest = {
    body: CredentialsRotatedWebhookPayload;
    key: 'credentials.rotated';
    path?: never;
    query?: never;
};
export type ReceiveTestEventWebhookPayload = WebhookTestEvent;
export type ReceiveTestEventWebhookRequest = {
    body: ReceiveTestEventWebhookPayload;
    key: 'webhook.test';
    path?: never;
    query?: never;
};
