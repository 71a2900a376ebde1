import type { Step } from '../../client/index.ts';

/** Shows the progress of the onboardings. */
export interface Screen {
  show(blueprint: string, steps: readonly Step[]): void;
  /** Shows a text instead of steps. */
  say(blueprint: string, what: string): void;
}

/** The output of a screen: process.stdout, or an object of a test. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * On a terminal, the screen updates one line for each onboarding. Otherwise it writes one line for each step that ends.
 */
export function openScreen(output: Output, blueprints: readonly string[]): Screen {
  return output.isTTY === true ? terminal(output, blueprints) : log(output, blueprints);
}

const up = (lines: number) => `\u001B[${lines}A`;
const clearLine = '\u001B[2K';
const barWidth = 20;

function terminal(output: Output, blueprints: readonly string[]): Screen {
  const width = widest(blueprints);
  const lines = new Map(blueprints.map((blueprint) => [blueprint, '']));
  let isDrawn = false;
  const draw = () => {
    if (isDrawn) output.write(up(lines.size));
    isDrawn = true;
    for (const [blueprint, line] of lines) {
      output.write(`${clearLine}${`  ${blueprint.padEnd(width)}  ${line}`.slice(0, (output.columns || 80) - 1)}\n`);
    }
  };
  return {
    show: (blueprint, steps) => {
      const done = steps.filter(({ status }) => status === 'done').length;
      const filled = Math.round((done / Math.max(1, steps.length)) * barWidth);
      const running = steps.filter(({ status }) => status === 'running').map(({ name }) => name);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
      lines.set(blueprint, `${bar} ${done}/${steps.length}  ${running.join(', ')}`);
      draw();
    },
    say: (blueprint, what) => {
      lines.set(blueprint, `${'█'.repeat(barWidth)} ${what}`);
      draw();
    },
  };
}

function log(output: Output, blueprints: readonly string[]): Screen {
  const width = widest(blueprints);
  const shown = new Set<string>();
  const line = (blueprint: string, what: string) => output.write(`  ${blueprint.padEnd(width)}  ${what}\n`);
  return {
    show: (blueprint, steps) => {
      for (const step of steps) {
        const key = `${blueprint} ${step.name}`;
        if (step.endedAt == null || shown.has(key)) continue;
        shown.add(key);
        line(blueprint, `${step.status === 'done' ? '✓' : '✗'} ${step.name}  ${took(step)}`.trimEnd());
      }
    },
    say: line,
  };
}

function took({ startedAt, endedAt }: Step): string {
  return startedAt == null || endedAt == null ? '' : `${Date.parse(endedAt) - Date.parse(startedAt)} ms`;
}

function widest(names: readonly string[]): number {
  return Math.max(...names.map((name) => name.length));
}
