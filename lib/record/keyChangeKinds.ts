/** What becomes of a key that a rotation has replaced, as the audit trail names it. */
export const keyChangeKinds = ['retired', 'deactivated', 'reactivated', 'deleted'] as const;
export type KeyChangeKind = (typeof keyChangeKinds)[number];
