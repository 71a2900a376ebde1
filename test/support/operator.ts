/** The token of the operator of the local stack. */
export const operatorToken = 'local-operator-token';

/** The header of the operator of the local stack. */
export const asOperator: Readonly<Record<string, string>> = { authorization: `Bearer ${operatorToken}` };

export const keyed = (key: string): Readonly<Record<string, string>> => ({ 'idempotency-key': key });

/** Returns the items of a table in an order that does not depend on the table. */
export const asIs = (items: readonly unknown[]): readonly string[] =>
  items.map((item) => JSON.stringify(item)).toSorted();
