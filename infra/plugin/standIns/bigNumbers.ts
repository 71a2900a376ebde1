/**
 * Replaces the code with which the SDK reads and writes numbers in JSON that a number of JavaScript cannot hold. Only
 * big integers, big decimals and documents need it, and no operation here has one: DynamoDB sends its numbers as texts.
 * In errors, whose types the SDK does not know in advance, such a number would be rounded. No error here has one.
 */
export const needsReviver = (): boolean => false;
export const jsonReviver = undefined;

export class JsonReplacer {
  createReplacer(): never {
    throw new Error('Nothing here writes numbers that a number of JavaScript cannot hold.');
  }
}
