import type { Status } from '../../client/index.ts';
import { messages } from './messages.ts';

/** Which onboardings the list has. */
export interface Filters {
  readonly status?: Status;
  readonly tenantId?: string;
  readonly accountId?: string;
  /** Only those with a key that should be replaced within so many days. */
  readonly rotateWithin?: number;
}

/** What the page shows. It is in the address after `#`, so that "back" leads to the view before. */
export type View =
  | { readonly name: 'list'; readonly filters: Filters }
  | { readonly name: 'onboarding'; readonly id: string }
  | { readonly name: 'steps' }
  /** `scope`: what the form proposes to stop. */
  | { readonly name: 'stops'; readonly scope?: string };

/** Returns the part of the address after `#` for a view. It contains IDs and never a token. */
export function hashOf(view: View): string {
  switch (view.name) {
    case 'list': {
      const { rotateWithin, ...others } = view.filters;
      const days = rotateWithin === undefined ? {} : { rotateWithin: String(rotateWithin) };
      const query = new URLSearchParams({ ...others, ...days }).toString();
      return query === '' ? '#/' : `#/?${query}`;
    }
    case 'onboarding':
      return `#/onboardings/${encodeURIComponent(view.id)}`;
    case 'steps':
      return '#/steps';
    case 'stops':
      return view.scope === undefined ? '#/stops' : `#/stops?${new URLSearchParams({ scope: view.scope }).toString()}`;
  }
}

/** Returns the view of an address. An address that names none leads to the list. */
export function viewOf(hash: string): View {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [, id] = /^\/onboardings\/(.+)$/.exec(path) ?? [];
  if (id !== undefined) return { name: 'onboarding', id: decoded(id) };
  if (path === '/steps') return { name: 'steps' };
  const given = new URLSearchParams(query);
  const scope = given.get('scope') ?? '';
  if (path === '/stops') return { name: 'stops', ...(scope !== '' && { scope }) };
  const status = given.get('status') ?? '';
  const tenantId = given.get('tenantId') ?? '';
  const accountId = given.get('accountId') ?? '';
  const days = given.get('rotateWithin') ?? '';
  return {
    name: 'list',
    filters: {
      ...(isStatus(status) && { status }),
      ...(tenantId !== '' && { tenantId }),
      ...(accountId !== '' && { accountId }),
      ...(/^[1-9]\d{0,2}$/.test(days) && { rotateWithin: Number(days) }),
    },
  };
}

const dayMs = 24 * 3_600_000;

/**
 * Returns the filters as the API takes them. The time is a whole day in UTC, so that it is the same for each page of a
 * list.
 *
 * @param now epoch ms
 */
export function queryOf({ rotateWithin, ...others }: Filters, now: number) {
  if (rotateWithin === undefined) return others;
  return { ...others, rotateBefore: new Date(now + (rotateWithin + 1) * dayMs).toISOString().slice(0, 10) };
}

/** Decodes a part of an address. What is encoded wrongly stays as it is, whereas `decodeURIComponent` throws. */
const decoded = (part: string): string => new URLSearchParams(`part=${part.replaceAll('+', '%2B')}`).get('part') ?? '';

const isStatus = (name: string): name is Status => Object.hasOwn(messages.statuses, name);

/** What a person searches for. */
export type SearchKind = 'tenant' | 'account' | 'onboarding';

/** Returns the view for a search. The ID of an onboarding leads to it, whatever the kind. Undefined: the text is empty. */
export function viewOfSearch(kind: SearchKind, given: string): View | undefined {
  const text = given.trim();
  if (text === '') return undefined;
  if (kind === 'onboarding' || /^ob_[0-9A-Z]{26}$/.test(text)) return { name: 'onboarding', id: text };
  // AWS's consoles show the ID of an account with hyphens.
  if (kind === 'account') return { name: 'list', filters: { accountId: text.replaceAll('-', '') } };
  return { name: 'list', filters: { tenantId: text } };
}
