/**
 * How much a risk allows. `administrative`: the keys allow everything. `escalation`: the keys can get more permissions by
 * a published method. `accepted`: a known risk that the setup does not prevent. `limited`: the keys are not
 * administrative, and no published escalation method works with them.
 */
export const riskLevels = ['administrative', 'escalation', 'accepted', 'limited'] as const;

export type RiskLevel = (typeof riskLevels)[number];
