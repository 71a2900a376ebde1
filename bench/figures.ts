/** One row of the table in docs/performance.md, and one line of what a bench prints about its goals. */
export interface Figure {
  /** What is measured, as a reader calls it: "CPU of a warm onboarding". */
  readonly name: string;
  /** The measured value, with its unit unless it is a ratio. */
  readonly measured: string;
  /** The limit, with its unit unless it is a ratio: "≤ 0.88". */
  readonly goal: string;
  readonly isMet: boolean;
}

/** How a number is written. By default it has two decimals and no unit. */
interface Format {
  readonly unit?: string;
  readonly decimals?: number;
}

/** Returns the figure of a value that has to be at most `limit`. What is compared is the value as it is written. */
export function atMost(name: string, value: number, limit: number, format: Format = {}): Figure {
  return {
    name,
    measured: write(value, format),
    goal: `≤ ${limit}${unitOf(format)}`,
    isMet: rounded(value, format) <= limit,
  };
}

/** Returns the figure of a value that has to be at least `limit`. What is compared is the value as it is written. */
export function atLeast(name: string, value: number, limit: number, format: Format = {}): Figure {
  return {
    name,
    measured: write(value, format),
    goal: `≥ ${limit}${unitOf(format)}`,
    isMet: rounded(value, format) >= limit,
  };
}

/** Returns the line that a bench prints about a figure. */
export function goalLine({ name, measured, goal, isMet }: Figure): string {
  return `${isMet ? 'met   ' : 'MISSED'}  ${name}: ${measured} (goal ${goal})`;
}

const rounded = (value: number, { decimals = 2 }: Format) => Number(value.toFixed(decimals));
const unitOf = ({ unit }: Format) => (unit === undefined ? '' : ` ${unit}`);
const write = (value: number, format: Format) => value.toFixed(format.decimals ?? 2) + unitOf(format);
