import type { Blueprint } from '../../catalog/blueprint.ts';
import { renderDocument } from '../../lib/blueprints/policyDocument.ts';
import { loadCheckDeps } from '../check/loadCheckDeps.ts';
import { boundaryOf } from './boundaryOf.ts';
import { buildBlueprint, type BlueprintTexts, type PolicyOfBlueprint } from './buildBlueprint.ts';
import { choose, type Choice, type Option } from './choose.ts';
import type { Conditions } from './cloudFormation/intrinsics.ts';
import { aliasesOf, differencesOf, differencesOfSizes, notesOf, sizes } from './decisions.ts';
import type { Answers } from './find/answers.ts';
import { loadAwsNames } from './find/awsNames.ts';
import { findingsOf } from './find/findings.ts';
import type { FoundPolicies, FoundPolicy } from './foundPolicy.ts';
import { askAboutEscalations, allowedEscalations } from './escalations.ts';
import { findManagedPolicies, type KnownManagedPolicy } from './managedPolicies.ts';
import { riskyIn } from './pointOut.ts';
import { unexplained } from './policy/compare.ts';
import { isForResource, readPolicy } from './policy/readPolicy.ts';
import { templateOf } from './policy/templateOf.ts';
import { explainServices, previewOf } from './previewOf.ts';
import { readPolicies, type PolicyFile } from './readPolicies.ts';
import type { Report } from './report.ts';
import { servicesIn } from './servicesIn.ts';
import { sameGrants, splitPolicies } from './splitPolicies.ts';
import { SourceError } from './source/sourceError.ts';
import { withoutIdleActions } from './withoutIdleActions.ts';

export interface ImportRequest {
  /** Undefined: the guide attaches AWS managed policies only. */
  readonly file: PolicyFile | undefined;
  readonly texts: BlueprintTexts;
  readonly choice: Choice;
  /** Names of AWS managed policies that the guide attaches. */
  readonly managed: readonly string[];
  readonly answers: Answers;
  /** The published escalation methods that the users are meant to have, by name. All others are asked about. */
  readonly allowedEscalations: readonly string[];
  /** The folder of the blueprints, which may have documents of managed policies of AWS. */
  readonly folder: string;
  /** The conditions of a CloudFormation template. */
  readonly conditions: Conditions;
}

export type Imported =
  /** A person has to choose a policy. */
  | { readonly outcome: 'choose'; readonly options: readonly Option[]; readonly why: string }
  /** A person has to answer what the report asks. */
  | { readonly outcome: 'open'; readonly report: Report }
  /** The blueprint does not render the guide: a mistake of the import, or a value that cannot be told apart. */
  | { readonly outcome: 'differs'; readonly report: Report; readonly differences: readonly string[] }
  | {
      readonly outcome: 'made';
      readonly blueprint: Blueprint;
      readonly report: Report;
      readonly preview: ReturnType<typeof previewOf>;
      /** The managed policies of AWS that the users get. */
      readonly managed: readonly KnownManagedPolicy[];
    };

/**
 * Makes a blueprint from the policies of a guide. Everything that was decided is in the report, and the blueprint renders
 * the guide's policies again but for what the report lists. @throws SourceError if the file cannot be read
 */
export async function importGuide(request: ImportRequest): Promise<Imported> {
  const { file, texts, choice, answers, conditions } = request;
  const found: FoundPolicies =
    file === undefined ? { policies: [], managed: [], skipped: [] } : readPolicies(file, conditions);
  const chosen = choose(found, choice);
  if ('options' in chosen) return { outcome: 'choose', ...chosen };
  const attached = await findManagedPolicies(
    [...chosen.managed.map(({ name }) => name), ...request.managed],
    request.folder,
  );
  const managed = attached.map(({ name }) => name);
  if (chosen.policies.length === 0 && managed.length === 0) throw await nothingIn(file?.text ?? '', found);
  for (const { unreadable } of chosen.policies) if (unreadable !== undefined) throw unreadable;

  const names = await loadAwsNames(chosen.policies.flatMap(({ document }) => servicesIn(document)));
  const findings = findingsOf(answers);
  const read = chosen.policies.map((source) => {
    const policy = readPolicy(source.document, names);
    return { source, policy, document: templateOf(policy, { answers, names, findings }) };
  });
  const result = findings.result();
  const questions = [...result.questions, ...notFound(answers, result.findings, result.questions)];
  // What is without effect can be seen when every text of the guide has a meaning.
  const policies =
    questions.length > 0 ? read : await withoutIdleActions(read, draftOf(read, texts, result.parameters));
  const values = Object.fromEntries<string | readonly string[]>([
    ['accountId', result.values.accountId ?? ''],
    ['partition', result.values.partition ?? ''],
    ...result.parameters.map(({ name, value }) => [name, value] as const),
  ]);
  const aliases = aliasesOf(result.findings, values);
  const changes = policies.flatMap(({ policy }) => policy.changes);
  const risky = policies.flatMap(({ policy }) => policy.statements.flatMap((each) => riskyIn(each, names)));
  const report: Report = {
    file: file?.name ?? '',
    findings: result.findings,
    parameters: result.parameters,
    changes,
    questions,
    risky,
    decided: [
      ...decidedAbout(chosen.policies, managed, { found, users: texts.userNames }),
      ...aliases.map(({ text, value }) => `${text} stands for the same as ${value}.`),
    ],
    skipped: found.skipped,
    boundaryAdds: [],
  };
  if (report.questions.length > 0) return { outcome: 'open', report };

  const differences = policies.flatMap(({ source, policy, document }) =>
    unexplained(source.document, renderDocument([document], values), {
      kept: policy.statements.map(({ index }) => index),
      changes: policy.changes,
      aliases,
    }),
  );
  if (differences.length > 0) return { outcome: 'differs', report, differences };

  const whole: readonly PolicyOfBlueprint[] = policies.map(({ source, document }) => ({ name: source.name, document }));
  const divided = splitPolicies(whole);
  if (
    !sameGrants(
      whole.map(({ document }) => document),
      divided.map(({ document }) => document),
    )
  )
    return { outcome: 'differs', report, differences: ['The policy changed when it was divided.'] };
  const boundary = await boundaryOf(
    whole.map(({ document }) => document),
    attached,
    request.folder,
  );
  const full: Report = {
    ...report,
    boundaryAdds: boundary.adds,
    decided: [
      ...report.decided,
      ...sizes(whole, divided),
      ...boundary.notes,
      ...allowedEscalations(request.allowedEscalations),
    ],
  };
  const parts = {
    texts,
    parameters: result.parameters,
    policies: divided,
    managed,
    permissionsBoundary: boundary.permissionsBoundary,
    differences: [...differencesOf(result.findings, changes, chosen.policies), ...differencesOfSizes(whole, divided)],
  };
  const known = [...attached, ...boundary.managed];
  await explainServices([policies.map(({ document }) => document), known]);
  const { risks } = previewOf(buildBlueprint({ ...parts, notes: [] }), result.parameters, known);
  const escalations = askAboutEscalations(risks, request.allowedEscalations);
  if (escalations.length > 0) return { outcome: 'open', report: { ...full, questions: escalations } };
  const blueprint = buildBlueprint({ ...parts, notes: [...notesOf(risky, risks), ...boundary.notes] });
  return {
    outcome: 'made',
    blueprint,
    report: full,
    preview: previewOf(blueprint, result.parameters, known),
    managed: known,
  };
}

/** Returns a blueprint with the policies as the guide has them, which is nothing but what the check looks at. */
function draftOf(
  read: readonly { readonly source: FoundPolicy; readonly document: PolicyOfBlueprint['document'] }[],
  texts: BlueprintTexts,
  parameters: Report['parameters'],
): Blueprint {
  const policies = read.map(({ source, document }) => ({ name: source.name, document }));
  return buildBlueprint({
    texts,
    parameters,
    policies,
    managed: [],
    permissionsBoundary: [],
    differences: [],
    notes: [],
  });
}

/** The names of AWS's policies that a page has in its prose are what the guide attaches, most likely. */
async function nothingIn(text: string, { policies: [first] }: FoundPolicies): Promise<SourceError> {
  if (first !== undefined)
    return new SourceError(
      'The policy names principals, as the policy of a role or a bucket does.',
      'Give the policy of a user, or take Principal out of this one.',
      first.place,
    );
  const { managedNames } = await loadCheckDeps([]);
  const known = new Set(managedNames.map((name) => name.split('/').at(-1)));
  const named = [...new Set(text.match(/\b[A-Z][A-Za-z0-9_]{5,}\b/g) ?? [])].filter((word) => known.has(word));
  const flags = named.map((name) => `--managed ${name}`).join(' ');
  return new SourceError(
    'The file has no policy that a user can have.',
    named.length === 0
      ? 'If the guide attaches policies of AWS, name them: --managed NAME.'
      : `It names policies of AWS. If the guide attaches them, pass them without the file: ${flags}.`,
  );
}

/** An answer about a text that is not there is a mistake of the person: nothing else would say so. */
function notFound(answers: Answers, ...lists: readonly (readonly { readonly text: string }[])[]): Report['questions'] {
  const texts = new Set(lists.flat().map(({ text }) => text));
  return [...answers.set, ...answers.literal]
    .filter(({ text }) => !texts.has(text))
    .map(({ text }) => ({
      text,
      question: 'It was passed, but the policy has no such text.',
      remedy: 'Copy the text from the policy, or leave the flag out.',
      places: [],
    }));
}

function decidedAbout(
  policies: readonly FoundPolicy[],
  managed: readonly string[],
  { found, users }: { readonly found: FoundPolicies; readonly users: readonly string[] },
): readonly string[] {
  const others = found.policies.filter((policy) => !policies.includes(policy));
  return [
    ...policies.map(({ name, where, owner, isInline }) =>
      [
        `The policy ${name === undefined ? `in ${where}` : `${name} (${where})`} is imported.`,
        ...(owner === undefined || where.startsWith(`${owner} `) ? [] : [`In the guide, ${owner} has it.`]),
        ...(isInline ? ['It is an inline policy in the guide, and a managed one in the blueprint.'] : []),
      ].join(' '),
    ),
    ...others.map(({ name, where, document }) =>
      isForResource(document)
        ? `The policy ${name ?? `in ${where}`} is not imported: it names principals, as the policy of a role or a bucket does.`
        : `The policy ${name ?? `in ${where}`} is not imported.`,
    ),
    ...managed.map((name) => `AWS's managed policy ${name} is attached.`),
    `All of it is given to ${users.length === 1 ? 'the user' : 'each of the users'} ${users.join(', ')}, without a group.`,
  ];
}
