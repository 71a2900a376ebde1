import type { Onboarding } from '../../client/index.ts';
import { formatDetails } from '../output/details.ts';
import { formatTable, type Row } from '../output/table.ts';
import type { Output } from '../context.ts';
import { accessKeysText } from './accessKeysText.ts';
import { launchDetails } from './launchDetails.ts';
import { stepTime } from './steps.ts';

/** Returns an onboarding for a person: what it is, its steps, and what it created. It contains no secret. */
export function onboardingText(onboarding: Onboarding, output: Output): string {
  const { steps, receipt, removalScript } = onboarding;
  const parts = [
    summaryText(onboarding, output),
    table(
      ['STEP', 'STATUS', 'TOOK'],
      steps.map((step) => [step.name, step.status, stepTime(step)]),
      output,
    ),
    receiptText(receipt, output),
    accessKeysText(onboarding, output),
    removalScript === undefined ? '' : `What may be left can be removed with:\n${removalScript.trimEnd()}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Returns the value of a parameter as `-p` takes it: entries of a list with commas, and tags as `key=value`. */
function parameterText(value: Onboarding['parameters'][string] | undefined): string {
  if (!Array.isArray(value)) return String(value);
  return value.map((entry) => (typeof entry === 'string' ? entry : `${entry.key}=${entry.value}`)).join(',');
}

/** Returns an onboarding without its steps and resources. */
export function summaryText(onboarding: Onboarding, output: Output): string {
  const { id, status, tenantId, accountId, blueprint, parameters, tags = [], problem, waiting, access } = onboarding;
  const given = Object.entries(parameters).filter(([, value]) => value !== null);
  return formatDetails(
    [
      ['Onboarding', id],
      ['Status', status],
      ['Tenant', tenantId],
      ['Account', accountId],
      ['Blueprint', blueprint],
      ['Parameters', given.map(([name, value]) => `${name}=${parameterText(value)}`).join('\n')],
      ['Tags', tags.map(({ key, value }) => `${key}=${value}`).join('\n')],
      ['Created', onboarding.createdAt],
      ['Updated', onboarding.updatedAt],
      ['Rotate keys by', onboarding.rotateBy],
      ['Waiting', waiting === undefined ? undefined : `${waiting.reason}, until ${waiting.until}`],
      ['Problem', problem === undefined ? undefined : `${problem.title}. ${problem.detail}`],
      ...(access === undefined ? [] : launchDetails(access, accountId)),
    ],
    output,
  );
}

/** Returns the receipt as a table, or an empty text if nothing was created. */
export function receiptText(receipt: Onboarding['receipt'], output: Output): string {
  const rows = (receipt?.resources ?? []).map(({ type, status, accessKeyId, id, arn, count, reason }) => [
    status,
    type,
    count === undefined ? (accessKeyId ?? id ?? arn) : `${count} more`,
    reason,
  ]);
  const hasReason = rows.some(([, , , reason]) => reason !== undefined);
  return hasReason
    ? table(['STATUS', 'TYPE', 'RESOURCE', 'REASON'], rows, output)
    : table(['STATUS', 'TYPE', 'RESOURCE'], rows, output);
}

function table(heading: readonly string[], rows: readonly Row[], output: Output): string {
  return rows.length === 0 ? '' : formatTable(heading, rows, output);
}
