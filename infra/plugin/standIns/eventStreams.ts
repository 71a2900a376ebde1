/** Stands in for `@smithy/core/event-streams`: no call of ours streams events, so nothing asks for what is in there. */
export {};
