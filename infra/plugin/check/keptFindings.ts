import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { tableName } from '../place.ts';
import { createElsewhere, publishedIn } from '../templatesPlace.ts';
import type { AccountAnswers, Answer } from './accountAnswers.ts';
import { judged, type Finding, type Judgement } from './finding.ts';
import type { Planned } from './planned.ts';

/** Returns whether the deploy can create the state table, update it, or take up one that a removed stack left. */
export function tableFinding({ place, table: planned }: Planned, { table, tableOwner }: AccountAnswers): Finding {
  const name = tableName(place);
  return judged(`the table ${name}`, both(table, tableOwner), ([found, owner]) => {
    if (found === undefined) return { level: 'ok', text: 'There is none yet. The deploy creates it.' };
    if (owner === place.namespace) return protectionOf(found);
    if (owner !== undefined) return ofAnotherStack(owner);
    const difference = differenceOf(found, planned);
    if (difference !== undefined)
      return { level: 'refused', text: `It exists, belongs to no stack, and ${difference}` };
    const items = found.ItemCount ?? 0;
    return {
      level: 'note',
      text: `It exists and belongs to no stack, so a stack that was removed has left it. The deploy takes it up, with its ${items} items (as DynamoDB last counted them). If you want to begin with an empty table, delete this one first (docs/operating.md, Removing Latchkey).`,
    };
  });
}

/** Returns whether the deploy can create the bucket of the templates, update it, or use one that exists. */
export function bucketFinding({ place, templates }: Planned, { bucket, bucketOwner }: AccountAnswers): Finding {
  const { bucket: name, region } = publishedIn(templates, place);
  return judged(`the bucket ${name}`, both(bucket, bucketOwner), ([found, owner]) => {
    if (templates.bucket !== '') {
      if (found === 'missing')
        return {
          level: 'refused',
          text: `There is none in ${region}, and templatesBucket names it. Create it: ${createElsewhere(place, region)}.`,
        };
      return {
        level: 'ok',
        text: `The deploy uploads the templates to it, in ${region}. It must allow s3:PutObject on templates/*.`,
      };
    }
    if (found === 'missing') return { level: 'ok', text: 'There is none yet. The deploy creates it.' };
    if (owner === place.namespace) return { level: 'ok', text: 'It belongs to the stack.' };
    if (owner !== undefined) return ofAnotherStack(owner);
    if (found === 'hidden')
      return {
        level: 'unknown',
        text: 'It exists, and S3 does not show it to these credentials: they lack s3:ListBucket, or it belongs to another account. In that case the deploy fails; use templatesBucket.',
      };
    return {
      level: 'note',
      text: 'It exists and belongs to no stack, so a stack that was removed has left it. The deploy takes it up, with the templates in it.',
    };
  });
}

function protectionOf({ DeletionProtectionEnabled }: TableDescription): Judgement {
  return DeletionProtectionEnabled === true
    ? { level: 'ok', text: 'It belongs to the stack, and is protected from deletion.' }
    : {
        level: 'note',
        text: 'It belongs to the stack, but is not protected from deletion. The deploy switches that on.',
      };
}

function ofAnotherStack(owner: string): Judgement {
  const text = `It belongs to the stack ${owner}, so this stack cannot have it. Choose another namespace, or remove it from that stack and keep it there (DeletionPolicy: Retain).`;
  return { level: 'refused', text };
}

/** Returns how the table differs from the template, which an import would not correct. Undefined if it does not. */
function differenceOf(found: TableDescription, planned: Planned['table']): string | undefined {
  const keysOf = ({ KeySchema = [] }: Pick<TableDescription, 'KeySchema'>) =>
    KeySchema.map(({ AttributeName, KeyType }) => `${String(KeyType)} ${String(AttributeName)}`).join(', ');
  if (keysOf(found) !== keysOf(planned))
    return `its keys are ${keysOf(found)}: it is another program's table. Choose another namespace.`;
  const indexes = ({ GlobalSecondaryIndexes = [] }: Planned['table']) =>
    GlobalSecondaryIndexes.map((index) => `${String(index.IndexName)} (${keysOf(index)})`);
  const missing = indexes(planned).filter((index) => !indexes(found).includes(index));
  if (missing.length === 0) return undefined;
  return `it lacks the indexes ${missing.join(', ')}: an older version has left it, and CloudFormation imports a table as it is. Deploy that version first, then this one.`;
}

/** Returns two answers as one, which is a refusal if one of them is. */
function both<A, B>(one: Answer<A>, other: Answer<B>): Answer<readonly [A, B]> {
  if ('refusal' in one) return one;
  return 'refusal' in other ? other : { value: [one.value, other.value] };
}
