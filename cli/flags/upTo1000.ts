/** Reads a number that the API accepts from 1 to 1,000. Throws if it is none. */
export function upTo1000(given: string): number {
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < 1 || number > 1000)
    throw new Error(`must be a whole number from 1 to 1000, not ${JSON.stringify(given)}`);
  return number;
}
