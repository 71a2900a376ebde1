import { statuses } from '../lib/record/onboarding.ts';

const property = ':matches(Property[key.name="status"], Property[key.value="status"])';

// In a schema, the status is an argument of a call, by itself or in a list.
const inSchema = ':matches(CallExpression > Literal, CallExpression > ArrayExpression > Literal)';
const literal = `Literal[value=/^(${statuses.join('|')})$/]:not(${inSchema})`;

/**
 * A setting of ESLint's rule `no-restricted-syntax`: an object literal must not have a property `status` with a status
 * of an onboarding. Code that moves an onboarding calls a function of lib/record/transitions.ts instead.
 */
export const noStatusLiteral = {
  selector: `ObjectExpression > ${property} ${literal}`,
  message:
    'Only lib/record/transitions.ts and firstVersion.ts write the status of an onboarding. Call its function for this status.',
};
