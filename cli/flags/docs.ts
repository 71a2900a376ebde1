import { wrap } from '../output/wrap.ts';

/** The texts of a command's help. */
interface Texts {
  /** One line, for the list of commands. */
  readonly brief: string;
  /** What one has to know besides. Default: the brief. */
  readonly description?: string;
  /** Command lines, each with what it does. */
  readonly examples: readonly (readonly [commandLine: string, does: string])[];
}

const width = 100;

/** Returns the texts of a command's help: what it does, and examples. */
export function docs({ brief, description = `${brief}.`, examples }: Texts) {
  const lines = examples.flatMap(([commandLine, does]) => [`  # ${does}`, `  ${commandLine}`]);
  return { brief, fullDescription: [...wrap(description, width), '', 'EXAMPLES', ...lines].join('\n') };
}
