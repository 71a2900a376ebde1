/** Where and how a missing browser is reported. */
interface Reporting {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly test: (name: string, fail: () => void) => void;
  readonly write: (text: string) => void;
}

/** Writes why the tests are skipped. In CI, where nobody reads that, defines a test that fails with it. */
export function reportMissing(missing: string, { environment, test: define, write }: Reporting): void {
  if (!['', 'false', undefined].includes(environment['CI']))
    define('there is a browser', () => {
      throw new Error(missing);
    });
  else write(`Skipped: ${missing}.\n`);
}
