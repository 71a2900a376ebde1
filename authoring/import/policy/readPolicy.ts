import type { AwsNames } from '../find/awsNames.ts';
import { SourceError } from '../source/sourceError.ts';
import {
  asWritten,
  entryOf,
  itemsOf,
  textOf,
  valueOf,
  type MapValue,
  type SourceValue,
} from '../source/sourceValue.ts';
import type { Change } from './change.ts';
import { readStatement } from './readStatement.ts';
import type { SourcePolicy, SourceStatement } from './sourcePolicy.ts';

/**
 * Returns the statements of a policy document, a bare statement, or a list of statements, in a form that IAM takes, with
 * everything that was changed for that. @throws SourceError if it is no policy for a user
 */
export function readPolicy(document: SourceValue, names: AwsNames): SourcePolicy {
  const isDocument = valueOf(document, 'Statement') !== undefined;
  const changes: Change[] = isDocument && document.kind === 'map' ? ofDocument(document) : [added(document)];
  const statements: SourceStatement[] = [];
  const sids = new Set<string>();
  for (const [index, value] of statementsIn(document).entries()) {
    const read = readStatement(value, index, { names, sids });
    changes.push(...read.changes);
    if (read.statement !== undefined) statements.push(read.statement);
  }
  if (statements.length === 0) {
    const reasons = changes.flatMap(({ statement, to, why }) =>
      statement === undefined || to !== undefined ? [] : why,
    );
    throw new SourceError(
      ['The policy has no statement that a user can have.', ...new Set(reasons)].join(' '),
      'Correct the policy, or choose another one.',
      document.place,
    );
  }
  return { statements, changes };
}

/** Returns the statements of a document as they are. */
export function statementsIn(document: SourceValue): readonly SourceValue[] {
  const statements = valueOf(document, 'Statement');
  return itemsOf(statements ?? document);
}

/** Whether every statement names a principal: the policy of a role, a bucket or the like. No user can have it. */
export function isForResource(document: SourceValue): boolean {
  const statements = statementsIn(document);
  const names = (each: SourceValue) => (valueOf(each, 'Principal') ?? valueOf(each, 'NotPrincipal')) !== undefined;
  return statements.length > 0 && statements.every(names);
}

const version = '2012-10-17';

function added({ place }: SourceValue): Change {
  return {
    element: 'Version',
    to: version,
    isFormal: true,
    why: 'The guide shows statements without the document around them.',
    place,
  };
}

function ofDocument(document: MapValue): Change[] {
  const given = entryOf(document, 'Version');
  const text = textOf(document, 'Version');
  const others = document.entries.filter(({ key }) => !/^(?:version|statement)$/i.test(key));
  return [
    ...(text === version
      ? []
      : [
          {
            element: 'Version',
            from: text,
            to: version,
            why: whyVersion(document, text),
            isFormal: !usesVariables(document),
            place: given?.value.place ?? document.place,
          },
        ]),
    ...others.map(({ key, keyPlace }) => ({
      element: key,
      from: 'there',
      why: 'It has no effect in a policy of a user.',
      place: keyPlace,
    })),
  ];
}

function whyVersion(document: SourceValue, given: string | undefined): string {
  const has =
    given === undefined
      ? 'IAM takes a policy without a version as one of 2008-10-17'
      : `The version ${given} is the old one`;
  const variables = usesVariables(document)
    ? ' Its variables, such as ${aws:username}, are filled in only from this version on: in the old one they are plain text.'
    : '';
  return `${has}; blueprints have ${version}.${variables}`;
}

function usesVariables(value: SourceValue): boolean {
  switch (value.kind) {
    case 'text':
      return /\$\{(?:\w+:|[*?$]\})/.test(asWritten(value));
    case 'list':
      return value.items.some(usesVariables);
    case 'map':
      return value.entries.some((entry) => usesVariables(entry.value));
  }
}
