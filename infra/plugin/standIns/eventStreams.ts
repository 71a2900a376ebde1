/** Replaces `@smithy/core/event-streams`. It is not used, because no call here streams events. */
export {};
