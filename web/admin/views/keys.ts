import { html, nothing } from 'lit';
import { hasOldKey, mayRotate, rotateCommand } from '../alerts.ts';
import { keyRows, type KeyRow, type LastUse } from '../keyRows.ts';
import { messages } from '../messages.ts';
import type { AdminContext, KeyQuestion, Opened } from '../state.ts';
import { commandBlock, foreign, table, time, timeFrom, type Part } from './parts.ts';

const texts = messages.keys;

/** How urgent a state is for whoever operates the deployment. */
const tones = {
  inForce: 'good',
  missing: 'bad',
  switchedOff: 'bad',
  retiring: 'busy',
  kept: 'busy',
  inactive: 'calm',
  other: 'bad',
  otherInactive: 'calm',
} as const satisfies Record<KeyRow['state'], string>;

/** The keys of an onboarding, and who replaces and ends them. Nothing here shows a key. */
export function keys(context: AdminContext, { onboarding, health }: Opened): Part {
  const rows = keyRows(onboarding, health, context.now);
  const { key, state, since, use, action } = texts.columns;
  const users = [...new Set((onboarding.accessKeys ?? []).map(({ userName }) => userName))];
  const rotatesHere = mayRotate(onboarding, context.state);
  const inTheWay = users.filter((user) => hasOldKey(onboarding, user));
  const actions = rows.map(({ state: is, userName }) => actionOf(is, rotatesHere && !inTheWay.includes(userName)));
  const hasAction = actions.some((each) => each !== undefined);
  const old = rows.filter((row) => row.state === 'retiring' || row.state === 'kept');
  return html`${table(
      texts.heading,
      [key, state, since, use, ...(hasAction ? [action] : [])],
      rows.map((row, index) => [
        ...cells(context, row),
        ...(hasAction ? [actionButton(context, actions[index], row.accessKeyId)] : []),
      ]),
    )}
    <p class="muted">${texts.useNote}</p>
    ${
      rotatesHere
        ? inTheWay.length === 0
          ? nothing
          : html`<p class="muted">${foreign(texts.inTheWay(inTheWay.join(', ')))}</p>`
        : html`<h4>${texts.rotate}</h4>
            <p>${texts.rotateText}</p>
            ${commandBlock(texts.rotate, users.map((user) => rotateCommand(onboarding, user)).join('\n'))}`
    }
    ${
      old.length === 0
        ? nothing
        : html`<h4>${texts.retire}</h4>
            <p>${texts.retireText}</p>
            ${commandBlock(texts.retire, old.map((row) => `npx latchkey retire ${onboarding.id} ${row.accessKeyId}`).join('\n'))}`
    }`;
}

/** Returns what a person can do to a key in this state. */
function actionOf(state: KeyRow['state'], rotatesHere: boolean): KeyQuestion['name'] | undefined {
  switch (state) {
    case 'inactive':
      return 'reactivate';
    case 'inForce':
    case 'switchedOff':
    case 'missing':
      return rotatesHere ? 'rotate' : undefined;
    case 'retiring':
    case 'kept':
    case 'other':
    case 'otherInactive':
      return undefined;
  }
}

function cells(context: AdminContext, row: KeyRow): readonly unknown[] {
  const { userName, accessKeyId, state, note, times, lastUse, isOverdue } = row;
  return [
    html`<span class="id">${accessKeyId}</span><br />${foreign(userName)}`,
    html`<span class="badge ${tones[state]}">${texts.states[state]}</span>${
        note === undefined ? nothing : html`<p class="muted note">${foreign(note)}</p>`
      }`,
    times.map(
      ([name, at]) =>
        html`<div class="named">
          <span class="muted">${texts.times[name]}</span>
          ${name === 'handedOver' ? time(at) : timeFrom(at, context.now)}
          ${name === 'rotateBy' && isOverdue ? html`<span class="badge bad">${texts.overdue}</span>` : nothing}
        </div>`,
    ),
    useInWords(lastUse),
  ];
}

function actionButton(context: AdminContext, name: KeyQuestion['name'] | undefined, accessKeyId: string): unknown {
  if (name === undefined) return nothing;
  const { running } = context.state;
  return html`<button
    type="button"
    data-key=${accessKeyId}
    aria-label=${messages[name].buttonFor(accessKeyId)}
    aria-disabled=${running === undefined ? 'false' : 'true'}
    @click=${() => {
      if (running === undefined) context.askAboutKey({ name, accessKeyId });
    }}
  >
    ${messages[name].button}
  </button>`;
}

function useInWords(use: LastUse): unknown {
  switch (use) {
    case 'never':
      return texts.never;
    case 'own':
      return texts.onlyCheck;
    case 'unknown':
      return texts.unknown;
    default:
      return html`${time(use.at)}<br /><span class="muted">${foreign(texts.use(use.service, use.region))}</span>`;
  }
}
