export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};
export type Webhooks = OnboardingReadyWebhookRequest | OnboardingClaimedWebhookRequest | OnboardingFailedWebhookRequest | OnboardingNeedsAttentionWebhookRequest | OnboardingExpiredWebhookRequest | OnboardingOffboardedWebhookRequest | WebhookTestWebhookRequest;
export type Access = {
    externalId: string;
    roleArn: string;
    launchUrl: string;
    templateUrl: string;
    cliCommand: string;
    updateCommand: string;
    launchRegion: string;
};
export type AccessState = {
    externalId: string;
    change: {
        since: string;
        waitingFor: Array<string>;
    } | null;
    stacks: Array<{
        externalId: string;
        roleArn: string;
        launchUrl: string;
        templateUrl: string;
        cliCommand: string;
        updateCommand: string;
        launchRegion: string;
        blueprint: string;
    }>;
};
export type AuditTrail = {
    events: Array<{
        time: string;
        caller: string;
        action: string;
        outcome: 'awaiting_access' | 'provisioning' | 'ready' | 'claiming' | 'claimed' | 'rolling_back' | 'failed' | 'needs_attention' | 'expired' | 'offboarding' | 'offboarded';
        problem?: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query' | 'urn:latchkey:problem:unauthorized' | 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint' | 'urn:latchkey:problem:unknown-delivery' | 'urn:latchkey:problem:unknown-route' | 'urn:latchkey:problem:method-not-allowed' | 'urn:latchkey:problem:not-acceptable' | 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:check-pending' | 'urn:latchkey:problem:wrong-state' | 'urn:latchkey:problem:not-ready' | 'urn:latchkey:problem:credentials-issued' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:body-too-large' | 'urn:latchkey:problem:unsupported-media-type' | 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:key-reused' | 'urn:latchkey:problem:rejected-by-iam' | 'urn:latchkey:problem:too-many-onboardings' | 'urn:latchkey:problem:internal-error' | 'urn:latchkey:problem:aws-error' | 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:stopped' | 'urn:latchkey:problem:vendor-side-error';
        requestId: string;
    }>;
};
export type AwsProfilesRequest = {
    profiles: Array<{
        onboarding: string;
        userName?: string | null;
        profile?: string | null;
        stage?: string | null;
        region?: string | null;
        output?: 'json' | 'yaml' | 'yaml-stream' | 'text' | 'table' | 'off' | null;
    }>;
};
export type Blueprint = {
    name: string;
    title: string;
    source: string;
    differences: Array<{
        guide: string;
        here: string;
        why: string;
    }>;
    notes: Array<string>;
    creates: Array<{
        type: 'user' | 'group' | 'policy';
        name: string;
        groups?: Array<string>;
        policies?: Array<{
            name: string;
            madeBy: string;
            when?: {
                [key: string]: unknown;
            };
        }>;
    }>;
    parameters: {
        [key: string]: unknown;
    };
};
export type BlueprintList = {
    blueprints: Array<Blueprint>;
};
export type ChangeExternalIdRequest = {
    replaces: string;
};
export type CreateLinkRequest = {
    expiresInSeconds?: number | null;
};
export type CreateOnboardingRequest = {
    tenantId: string;
    accountId: string;
    blueprint: string;
    parameters?: {
        [key: string]: unknown;
    } | null;
    bootstrapRoleArn?: string | null;
    webhook?: {
        url: string;
    } | null;
    link?: {
        expiresInSeconds?: number | null;
    } | null;
    tags?: Array<{
        key: string;
        value: string;
    }> | null;
};
export type Deliveries = {
    webhook: {
        url: string;
        isOff: boolean;
    } | null;
    deliveries: Array<Delivery>;
};
export type Delivery = {
    webhookId: string;
    type: 'onboarding.ready' | 'onboarding.claimed' | 'onboarding.failed' | 'onboarding.needs_attention' | 'onboarding.expired' | 'onboarding.offboarded' | 'webhook.test';
    time: string;
    state: 'pending' | 'delivered' | 'dead';
    nextTryAt?: string;
    tries: Array<{
        time: string;
        ms: number;
        status?: number;
        answer?: string;
        error?: string;
    }>;
};
export type Health = {
    status: 'ok';
};
export type Link = {
    url: string;
    token: string;
    expiresAt: string;
};
export type Onboarding = {
    id: string;
    status: 'awaiting_access' | 'provisioning' | 'ready' | 'claiming' | 'claimed' | 'rolling_back' | 'failed' | 'needs_attention' | 'expired' | 'offboarding' | 'offboarded';
    tenantId: string;
    accountId: string;
    blueprint: string;
    parameters: {
        [key: string]: string | boolean | null | Array<string>;
    };
    tags?: Array<{
        key: string;
        value: string;
    }>;
    createdAt: string;
    updatedAt: string;
    steps: Array<{
        name: string;
        status: 'pending' | 'running' | 'done' | 'failed';
        startedAt: string | null;
        endedAt: string | null;
    }>;
    access?: Access;
    receipt?: {
        resources: Array<{
            type: string;
            arn: string;
            id?: string;
            accessKeyId?: string;
            status: 'made' | 'removed' | 'left';
            count?: number;
            reason?: string;
        }>;
    };
    removalScript?: string;
    problem?: {
        type: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query' | 'urn:latchkey:problem:unauthorized' | 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint' | 'urn:latchkey:problem:unknown-delivery' | 'urn:latchkey:problem:unknown-route' | 'urn:latchkey:problem:method-not-allowed' | 'urn:latchkey:problem:not-acceptable' | 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:check-pending' | 'urn:latchkey:problem:wrong-state' | 'urn:latchkey:problem:not-ready' | 'urn:latchkey:problem:credentials-issued' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:body-too-large' | 'urn:latchkey:problem:unsupported-media-type' | 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:key-reused' | 'urn:latchkey:problem:rejected-by-iam' | 'urn:latchkey:problem:too-many-onboardings' | 'urn:latchkey:problem:internal-error' | 'urn:latchkey:problem:aws-error' | 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:stopped' | 'urn:latchkey:problem:vendor-side-error';
        title: string;
        status: number;
        detail: string;
        errors?: Array<{
            pointer: string;
            detail: string;
        }>;
        onboarding?: string;
        retryable: boolean;
    };
    waiting?: {
        reason: string;
        code?: string;
        since: string;
        until: string;
    };
    credentials?: Array<{
        userName: string;
        userArn: string;
        accessKeyId: string;
        secretAccessKey: string;
        verification: 'verified' | 'pending';
    }> | null;
    credentialsReason?: string;
    rotateBy?: string;
    claim?: string;
    link?: Link;
};
export type OnboardingClaimedEvent = {
    type: 'onboarding.claimed';
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        tenantId: string;
        accountId: string;
        blueprint: string;
        status: 'claimed';
        keys: Array<{
            userName: string;
            userArn: string;
            accessKeyId: string;
        }>;
    };
};
export type OnboardingExpiredEvent = {
    type: 'onboarding.expired';
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        tenantId: string;
        accountId: string;
        blueprint: string;
        status: 'expired';
    };
};
export type OnboardingFailedEvent = {
    type: 'onboarding.failed';
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        tenantId: string;
        accountId: string;
        blueprint: string;
        status: 'failed';
        problem: {
            type: string;
            title: string;
            detail: string;
        };
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
export type OnboardingList = {
    onboardings: Array<Onboarding>;
    cursor: string | null;
};
export type OnboardingNeedsAttentionEvent = {
    type: 'onboarding.needs_attention';
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        tenantId: string;
        accountId: string;
        blueprint: string;
        status: 'needs_attention';
        problem: {
            type: string;
            title: string;
            detail: string;
        };
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
    type: 'onboarding.offboarded';
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        tenantId: string;
        accountId: string;
        blueprint: string;
        status: 'offboarded';
        receipt: {
            resources: Array<{
                type: string;
                arn: string;
                id?: string;
                accessKeyId?: string;
                status: 'made' | 'removed' | 'left';
                count?: number;
                reason?: string;
            }>;
            /**
             * how many resources are omitted here because of the size limit; GET /v1/onboardings/{id} has all
             */
            omitted?: number;
        };
    };
};
export type OnboardingReadyEvent = {
    type: 'onboarding.ready';
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    data: {
        /**
         * ID of the onboarding
         */
        id: string;
        tenantId: string;
        accountId: string;
        blueprint: string;
        status: 'ready';
    };
};
export type OpenApi = {
    openapi: string;
    servers: Array<{
        url: string;
    }>;
    [key: string]: unknown;
};
export type Preview = {
    blueprint: string;
    title: string;
    source: string;
    partition: 'aws' | 'aws-us-gov' | 'aws-cn';
    accountId: string;
    parameters: {
        [key: string]: unknown;
    };
    placeholders: Array<string>;
    path: string;
    users: Array<{
        name: string;
        arn: string;
        attachedPolicies: Array<string>;
        permissionsBoundary: string;
        groups: Array<string>;
        credentials: string;
    }>;
    groups: Array<{
        name: string;
        arn: string;
        attachedPolicies: Array<string>;
    }>;
    policies: Array<{
        name: string;
        arn: string;
        document: unknown;
        characters: number;
        fitsInlineInUser: boolean;
    }>;
    managedPolicies: Array<{
        name: string;
        arn: string;
        version: string | null;
        updatedAt: string | null;
        document: unknown;
    }>;
    summary: Array<{
        users: Array<string>;
        text: string;
        everything: boolean;
        access: Array<{
            text: string;
            service: string;
            isFull: boolean;
            limit?: string;
            levels: Array<{
                level: string;
                allowed: number;
                of: number;
            }>;
            actions: Array<string>;
            permissionsManagement: Array<string>;
        }>;
        withheldByBoundary: Array<string>;
        notCounted: Array<string>;
    }>;
    risks: Array<{
        level: string;
        path?: string;
        detail: string;
    }>;
    boundary: {
        name: string;
        arn: string;
        document: unknown;
        characters: number;
    };
    role: {
        name: string;
        arn: string;
        trustPolicy: unknown;
        permissionsPolicies: Array<{
            name: string;
            document: unknown;
        }>;
    };
    stack: {
        name: string;
        templateUrl: string;
        templateFile: string;
        parameters: {
            [key: string]: string;
        };
        template: {
            [key: string]: unknown;
        };
    };
    differences: Array<{
        guide: string;
        here: string;
        why: string;
    }>;
    notes: Array<string>;
    sizes: Array<{
        subject: string;
        quota: string;
        used: number;
        limit: number;
        fits: boolean;
    }>;
    steps: Array<{
        name: string;
        needs: Array<string>;
    }>;
};
export type PreviewBlueprintRequest = {
    accountId: string;
    parameters?: {
        [key: string]: unknown;
    } | null;
    tenantId?: string | null;
    partition?: 'aws' | 'aws-us-gov' | 'aws-cn' | null;
};
export type Profiles = {
    credentialsFile: string;
    configFile: string;
    serverlessYml?: string;
};
export type Stop = {
    scope: string;
    reason: string;
    caller: string;
    since: string;
};
export type StopRequestsRequest = {
    reason: string;
};
export type Stops = {
    stops: Array<Stop>;
    actions: Array<{
        time: string;
        caller: string;
        action: string;
        scope?: string;
        reason?: string;
        requestId: string;
    }>;
};
export type TenantAccessRequest = {
    accountId: string;
    blueprint: string;
    parameters?: {
        [key: string]: unknown;
    } | null;
    launchRegion?: string | null;
};
export type TestWebhookRequest = {
    url: string;
};
export type WebhookKeys = {
    keys: Array<{
        publicKey: string;
        pem: string;
        jwk: {
            kty: string;
            crv: string;
            use: string;
            x: string;
        };
    }>;
};
export type WebhookTest = {
    webhookId: string;
    outcome: 'delivered' | 'gone' | 'failed' | 'refused';
    status?: number;
    ms: number;
    answer?: string;
    error?: string;
};
export type WebhookTestEvent = {
    type: 'webhook.test';
    version: 1;
    /**
     * when the event happened, not when it was sent
     */
    timestamp: string;
    data: {
        message: string;
    };
};
/**
 * An answer of API Gateway itself. No function has received the request, or it has not answered.
 */
export type GatewayMessage = {
    message: string;
};
export type Problem = {
    type: 'urn:latchkey:problem:malformed-json' | 'urn:latchkey:problem:malformed-header' | 'urn:latchkey:problem:malformed-query' | 'urn:latchkey:problem:unauthorized' | 'urn:latchkey:problem:not-found' | 'urn:latchkey:problem:unknown-blueprint' | 'urn:latchkey:problem:unknown-delivery' | 'urn:latchkey:problem:unknown-route' | 'urn:latchkey:problem:method-not-allowed' | 'urn:latchkey:problem:not-acceptable' | 'urn:latchkey:problem:slot-held' | 'urn:latchkey:problem:in-progress' | 'urn:latchkey:problem:check-pending' | 'urn:latchkey:problem:wrong-state' | 'urn:latchkey:problem:not-ready' | 'urn:latchkey:problem:credentials-issued' | 'urn:latchkey:problem:taken-over' | 'urn:latchkey:problem:foreign-resource' | 'urn:latchkey:problem:trust-policy-open' | 'urn:latchkey:problem:stack-outdated' | 'urn:latchkey:problem:access-denied' | 'urn:latchkey:problem:access-lost' | 'urn:latchkey:problem:role-denied' | 'urn:latchkey:problem:role-not-usable' | 'urn:latchkey:problem:account-not-ready' | 'urn:latchkey:problem:quota-exceeded' | 'urn:latchkey:problem:identity-changed' | 'urn:latchkey:problem:undo-blocked' | 'urn:latchkey:problem:body-too-large' | 'urn:latchkey:problem:unsupported-media-type' | 'urn:latchkey:problem:invalid-request' | 'urn:latchkey:problem:key-reused' | 'urn:latchkey:problem:rejected-by-iam' | 'urn:latchkey:problem:too-many-onboardings' | 'urn:latchkey:problem:internal-error' | 'urn:latchkey:problem:aws-error' | 'urn:latchkey:problem:out-of-time' | 'urn:latchkey:problem:stopped' | 'urn:latchkey:problem:vendor-side-error';
    title: string;
    status: number;
    detail: string;
    errors?: Array<{
        pointer: string;
        detail: string;
    }>;
    onboarding?: string;
    retryable: boolean;
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
         * Only onboardings with this status
         */
        status?: 'awaiting_access' | 'provisioning' | 'ready' | 'claiming' | 'claimed' | 'rolling_back' | 'failed' | 'needs_attention' | 'expired' | 'offboarding' | 'offboarded';
        /**
         * The maximum number of onboardings in the answer
         */
        limit?: number;
        /**
         * The `cursor` of the page before, with the same `tenantId` and `status`. Absent: the first page.
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
         * One key of 1 to 255 visible ASCII characters, with or without quotes, for example a UUID. Valid for 24 hours: the same request with the same key creates nothing again.
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
         * Name of the section of `~/.aws/credentials`. Only if `Accept` is `text/x-ini`.
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
         * ID of the onboarding
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
         * ID of the onboarding
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
         * ID of the onboarding
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
export type ClaimCredentialsData = {
    body?: never;
    headers?: {
        /**
         * One key of 1 to 255 visible ASCII characters, with or without quotes, for example a UUID. Valid for 24 hours: the same request with the same key creates nothing again.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * ID of the onboarding
         */
        id: string;
    };
    query?: {
        /**
         * Name of the section of `~/.aws/credentials`. Only if `Accept` is `text/x-ini`.
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
export type OnboardingEventsData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding
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
export type RevokeLinkData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding
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
         * ID of the onboarding
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
export type ListDeliveriesData = {
    body?: never;
    path: {
        /**
         * ID of the onboarding
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
         * ID of the onboarding
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
         * What is stopped: `all`, `tenant:{tenantId}` or `blueprint:{name}`
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
         * What is stopped: `all`, `tenant:{tenantId}` or `blueprint:{name}`
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
export type WebhookTestWebhookPayload = WebhookTestEvent;
export type WebhookTestWebhookRequest = {
    body: WebhookTestWebhookPayload;
    key: 'webhook.test';
    path?: never;
    query?: never;
};
