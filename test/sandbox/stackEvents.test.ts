import { CreatePolicyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import * as z from 'zod';
import { documentOf } from '../support/sandboxClients.ts';
import { settleMs } from './late.ts';
import { given, on, PolicyArn, refused, type Opened } from './stackConsole.ts';

const historySchema = z.object({
  status: z.string(),
  events: z.array(
    z.object({ at: z.iso.datetime(), logicalId: z.string(), status: z.string(), reason: z.string().optional() }),
  ),
});
const launched = z.object({ stackId: z.string() });

const historyOf = async ({ local }: Opened, stackId: string) =>
  historySchema.parse((await local.control('GET', `stack?${new URLSearchParams({ stackId }).toString()}`)).json);

/** Returns the events oldest first, as lines. */
async function linesOf(opened: Opened, { json }: { readonly json: unknown }) {
  const { events } = await historyOf(opened, launched.parse(json).stackId);
  return events.map(({ logicalId, status, reason = '' }) => `${logicalId} ${status} ${reason}`.trim()).toReversed();
}

const created = [
  'latchkey CREATE_IN_PROGRESS User Initiated',
  'Role CREATE_IN_PROGRESS',
  'Role CREATE_COMPLETE',
  'Boundary CREATE_IN_PROGRESS',
  'Boundary CREATE_COMPLETE',
  'latchkey CREATE_COMPLETE',
];

test(
  'a stack has the events of its creation and of its deletion, and they can be read after the deletion',
  on(undefined, async (opened) => {
    const answer = await opened.create();
    expect(await linesOf(opened, answer)).toEqual(created);
    await opened.remove();
    expect(await linesOf(opened, answer)).toEqual([
      ...created,
      'latchkey DELETE_IN_PROGRESS User Initiated',
      'Boundary DELETE_IN_PROGRESS',
      'Boundary DELETE_COMPLETE',
      'Role DELETE_IN_PROGRESS',
      'Role DELETE_COMPLETE',
      'latchkey DELETE_COMPLETE',
    ]);
    expect((await historyOf(opened, launched.parse(answer.json).stackId)).status).toBe('DELETE_COMPLETE');
  }),
);

test(
  'the events of a rollback have the resource that failed, the reason, and the resources that are deleted again',
  on(undefined, async (opened) => {
    const reason = 'A policy called boundary-any already exists. Duplicate names are not allowed.';
    const PolicyDocument = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
    await opened.local.iam().send(new CreatePolicyCommand({ PolicyName: 'boundary-any', PolicyDocument }));
    const answer = await opened.create();
    expect(answer).toMatchObject({ status: 400, json: { status: 'ROLLBACK_COMPLETE' } });
    expect(await linesOf(opened, answer)).toEqual([
      ...created.slice(0, 4),
      `Boundary CREATE_FAILED ${reason}`,
      `latchkey ROLLBACK_IN_PROGRESS ${reason}`,
      'Role DELETE_IN_PROGRESS',
      'Role DELETE_COMPLETE',
      'latchkey ROLLBACK_COMPLETE',
    ]);
  }),
);

test(
  'the events of an update have the changed resources, and the replaced ones are deleted last',
  on(undefined, async (opened) => {
    const answer = await opened.create();
    await opened.update(opened.link({ ...given, ExternalId: 'secret-2', Region: 'us-west-2' }));
    expect((await linesOf(opened, answer)).slice(created.length)).toEqual([
      'latchkey UPDATE_IN_PROGRESS User Initiated',
      'Role UPDATE_IN_PROGRESS',
      'Role UPDATE_COMPLETE',
      'Boundary CREATE_IN_PROGRESS',
      'Boundary CREATE_COMPLETE',
      'Boundary DELETE_IN_PROGRESS',
      'Boundary DELETE_COMPLETE',
      'latchkey UPDATE_COMPLETE',
    ]);
  }),
);

test(
  'the events of a deletion that IAM refuses have the reason',
  on(undefined, async (opened) => {
    const answer = await opened.create();
    await opened.local.iam().send(new CreateUserCommand({ UserName: 'capped', PermissionsBoundary: PolicyArn }));
    await opened.remove();
    expect((await linesOf(opened, answer)).slice(-2)).toEqual([
      expect.stringMatching(/^Boundary DELETE_FAILED Cannot delete /),
      'latchkey DELETE_FAILED The following resource(s) failed to delete: [Boundary].',
    ]);
  }),
);

test(
  'with a lag, each event appears at its own time',
  on({ profile: 'usual', seed: 1 }, async (opened) => {
    const answer = await opened.create();
    const { stackId } = launched.parse(answer.json);
    const counts: number[] = [];
    for (let ms = 0; ms < settleMs; ms += 100) {
      const { events, status } = await historyOf(opened, stackId);
      expect(status === 'CREATE_COMPLETE').toBe(
        events[0]?.status === 'CREATE_COMPLETE' && events.length === created.length,
      );
      if (counts.at(-1) !== events.length) counts.push(events.length);
      opened.pass(100);
    }
    expect(counts).toEqual([2, 4, 6]);
    const { events } = await historyOf(opened, stackId);
    expect(new Set(events.map(({ at }) => at)).size).toBe(3);
  }),
);

test(
  'a stack that nobody created has no events',
  on(undefined, async ({ local }) => {
    const path = `stack?${new URLSearchParams({ stackId: 'arn:none' }).toString()}`;
    expect(await local.control('GET', path)).toEqual(
      refused('ValidationError', 'Stack with id arn:none does not exist'),
    );
  }),
);
