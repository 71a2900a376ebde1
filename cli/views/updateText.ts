import type { UpdatePreview } from '../../client/index.ts';
import type { Output } from '../context.ts';
import { formatTable } from '../output/table.ts';

/** Returns what an update would change, for a person. */
export function updateText(preview: UpdatePreview, output: Output): string {
  if (preview.isCurrent) return 'Nothing would change: the onboarding has this plan already.\n';
  return [
    permissionsText(preview),
    policiesText(preview, output),
    tagsText(preview),
    boundaryText(preview),
    stepsText(preview),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function permissionsText({ users }: UpdatePreview): string {
  const changed = users.filter(({ services }) => services.length > 0);
  if (changed.length === 0) return 'What the users may do stays the same.\n';
  return changed
    .map(({ users: names, services }) =>
      [
        `What ${names.join(', ')} may do:`,
        ...services.flatMap(({ before, after }) => [
          ...(before === null ? [] : [`  - ${before}`]),
          ...(after === null ? [] : [`  + ${after}`]),
        ]),
        '',
      ].join('\n'),
    )
    .join('\n');
}

function policiesText({ policies }: UpdatePreview, output: Output): string {
  if (policies.length === 0) return '';
  const rows = policies.map(({ change, arn, replaces }) => [change, arn, replaces]);
  return formatTable(['POLICY', 'ARN', 'INSTEAD OF'], rows, output);
}

function tagsText({ tags }: UpdatePreview): string {
  return tags
    .map(({ type, name, sets, removes }) =>
      [
        `Tags of the ${type} ${name}:`,
        ...removes.map((key) => `  - ${key}`),
        ...sets.map(({ key, value }) => `  + ${key}=${value}`),
        '',
      ].join('\n'),
    )
    .join('\n');
}

function boundaryText({ boundary }: UpdatePreview): string {
  if (!boundary.needsConsent) return '';
  const difference = boundary.difference === null ? '' : ` ${boundary.difference}`;
  return `The tenant has to update its stack first: no permissions boundary allows the new plan.${difference} The answer to the update has the command for that.\n`;
}

const stepsText = ({ steps }: UpdatePreview) =>
  steps.length === 0 ? '' : `Steps:\n${steps.map((step) => `  ${step}\n`).join('')}`;
