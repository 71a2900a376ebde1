import { simulateAction } from '../evaluate.ts';
import { grantsOfRole, grantsOfUser, type Grants } from '../grants.ts';
import { operation, type Context, type Operation, type Request } from '../operation.ts';
import { checkIdentityPolicy } from '../policyDocument.ts';
import type { Question } from '../question.ts';
import { wholeQuestion } from '../reducedQuestion.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import { structureList, text, textList } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { arnOf, parseArn } from './arns.ts';
import { demand } from './find.ts';
import { ownDocuments, type NamedDocument } from './findPolicy.ts';
import { page, readPage } from './page.ts';

const decisions = { Allowed: 'allowed', ExplicitlyDenied: 'explicitDeny', ImplicitlyDenied: 'implicitDeny' } as const;

/**
 * The name of the user for whom the policies of a group are simulated, because a group cannot perform actions. The user
 * has no policies of its own.
 */
const memberName = 'member-of-the-simulated-group';

function readSource(input: QueryStructure): { arn: string; type: 'user' | 'group' | 'role'; name: string } {
  const arn = text(input, 'PolicySourceArn', rules.arn);
  const parsed = parseArn(arn);
  if (parsed?.type !== 'user' && parsed?.type !== 'group' && parsed?.type !== 'role') {
    throw refuse('InvalidInput', `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  }
  return { arn, type: parsed.type, name: parsed.name };
}

function readContext(input: QueryStructure): Context {
  const entries = structureList(input, 'ContextEntries').map((entry) => {
    const values = textList(entry, 'ContextKeyValues', rules.anyText);
    const isList = text(entry, 'ContextKeyType', rules.contextKey).endsWith('List');
    return [text(entry, 'ContextKeyName', rules.contextKey), isList ? values : (values[0] ?? '')] as const;
  });
  return Object.fromEntries(entries);
}

function readDocuments(input: QueryStructure, name: string): readonly NamedDocument[] {
  return textList(input, name, rules.policyDocument).map((document, index) => {
    checkIdentityPolicy(document);
    return { name: `${name}.${index}`, document };
  });
}

function principalOf(request: Request, source: ReturnType<typeof readSource>): { grants: Grants; context: Context } {
  const common = { 'aws:PrincipalArn': source.arn, 'aws:PrincipalAccount': request.accountId };
  if (source.type === 'user') {
    const user = demand(request, 'user', source.name);
    return {
      grants: grantsOfUser(request, user),
      context: { ...common, 'aws:username': user.name, 'aws:userid': user.id },
    };
  }
  if (source.type === 'role')
    return { grants: grantsOfRole(request, demand(request, 'role', source.name)), context: common };
  const identity = ownDocuments(request, demand(request, 'group', source.name));
  return { grants: { identity, boundary: undefined, session: [], tags: [] }, context: {} };
}

/** Returns the condition keys that the documents use and that have no value. */
function missingKeys(documents: readonly NamedDocument[], given: Context): readonly string[] {
  const known = new Set(Object.keys(given).map((key) => key.toLowerCase()));
  const keys = documents
    .flatMap(({ document }) => checkIdentityPolicy(document).Statement)
    .flatMap((statement) => Object.values(statement.Condition ?? {}).flatMap((operator) => Object.keys(operator)));
  return [...new Set(keys)].filter((key) => !known.has(key.toLowerCase()));
}

function evaluate(question: Question): OutputStructure {
  const { boundary } = question;
  const decisionOf = (asked: Question) => simulateAction(wholeQuestion(asked));
  const within = boundary && decisionOf({ ...question, identity: boundary, boundary: undefined }) === 'Allowed';
  return {
    EvalActionName: question.action,
    EvalResourceName: question.resource,
    EvalDecision: decisions[decisionOf(question)],
    MatchedStatements: [],
    MissingContextValues: missingKeys([...question.identity, ...(boundary ?? [])], question.context),
    PermissionsBoundaryDecisionDetail: within === undefined ? undefined : { AllowedByPermissionsBoundary: within },
  };
}

/** SimulatePrincipalPolicy. Source: IAM API reference, SimulatePrincipalPolicy. */
export const simulate: Readonly<Record<string, Operation>> = {
  SimulatePrincipalPolicy: operation({
    read: (input) => ({
      source: readSource(input),
      actions: textList(input, 'ActionNames', rules.actionName),
      resources: textList(input, 'ResourceArns', { max: 2048 }),
      context: readContext(input),
      extra: readDocuments(input, 'PolicyInputList'),
      boundary: readDocuments(input, 'PermissionsBoundaryPolicyInputList'),
      page: readPage(input),
    }),
    targets: ({ source }) => [{ resource: source.arn, shown: source.arn }],
    run: (args, request) => {
      const { grants, context } = principalOf(request, args.source);
      const principalArn =
        args.source.type === 'group' ? arnOf(request.accountId, 'user', { name: memberName }) : args.source.arn;
      const resources = args.resources.length > 0 ? args.resources : ['*'];
      const results = args.actions.flatMap((action) =>
        resources.map((resource) =>
          evaluate({
            principalArn,
            action,
            resource,
            resourceAccountId: request.accountId,
            context: { ...context, ...args.context },
            identity: [...grants.identity, ...args.extra],
            boundary: args.boundary.length > 0 ? args.boundary : grants.boundary,
            session: [],
          }),
        ),
      );
      const numbered = results.map((result, index) => ({ result, key: String(index).padStart(6, '0') }));
      const { shown, rest } = page(numbered, ({ key }) => key, args.page);
      return { EvaluationResults: shown.map(({ result }) => result), ...rest };
    },
  }),
};
