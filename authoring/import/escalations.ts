import type { OpenQuestion } from './find/findings.ts';

interface Risk {
  readonly level: string;
  readonly path?: string;
  readonly detail: string;
}

const administrative = 'administrative';

/**
 * Returns a question for each escalation method that works with the keys and that the person has not allowed. Also for each
 * that was allowed and that does not work: most likely the policy was changed since.
 */
export function askAboutEscalations(risks: readonly Risk[], allowed: readonly string[]): readonly OpenQuestion[] {
  const found = risks
    .filter(({ level }) => level === 'escalation' || level === administrative)
    .map(({ path = administrative, detail }) => ({ method: path, detail }));
  const methods = found.map(({ method }) => method);
  return [
    ...found
      .filter(({ method }) => !allowed.includes(method))
      .map(({ method, detail }) => ({
        text: method,
        question: detail,
        remedy: `Take it out of the policy, or pass --allow-escalation ${method}: then a note tells tenants.`,
        escalation: method,
        places: [],
      })),
    ...allowed
      .filter((method) => !methods.includes(method))
      .map((method) => ({
        text: method,
        question: 'It was passed, but the keys do not give it.',
        remedy: 'Leave --allow-escalation out.',
        places: [],
      })),
  ];
}

export function allowedEscalations(allowed: readonly string[]): readonly string[] {
  if (allowed.length === 0) return [];
  return [`Intended escalation methods, which a note names: ${allowed.join(', ')}.`];
}
