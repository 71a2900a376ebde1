import { accessKeyId, secretAccessKey } from '../ids.ts';
import { operation, type Operation, type Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { AccessKey, User } from '../state.ts';
import { oneOf, text } from '../wire/input.ts';
import { demand, findKey, seen } from './find.ts';
import { page, readPage } from './page.ts';
import { assertBelowQuota } from './quotas.ts';
import { onIdentity } from './targets.ts';
import { ownOrNamed } from './users.ts';

function demandKey(request: Request, user: User, id: string): AccessKey {
  const key = seen(request, user.accessKeys).find((candidate) => candidate.id === id);
  if (!key) throw refuse('NoSuchEntity', `The Access Key with id ${id} cannot be found.`);
  return key;
}

/** The operations for access keys. */
export const accessKeys: Readonly<Record<string, Operation>> = {
  CreateAccessKey: operation({
    read: ownOrNamed,
    targets: (name, request) => onIdentity(request, 'user', name),
    run: (name, request) => {
      const user = demand(request, 'user', name);
      assertBelowQuota('AccessKeysPerUser', user.accessKeys.length);
      const key: AccessKey = {
        id: accessKeyId('AKIA', request.accountId),
        secret: secretAccessKey(),
        status: 'Active',
        createdAt: request.now,
        visibleAt: request.visibleAt,
      };
      user.accessKeys.push(key);
      return {
        AccessKey: {
          UserName: user.name,
          AccessKeyId: key.id,
          Status: key.status,
          SecretAccessKey: key.secret,
          CreateDate: new Date(key.createdAt),
        },
      };
    },
  }),

  ListAccessKeys: operation({
    read: (input, request) => ({ name: ownOrNamed(input, request), page: readPage(input) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      const user = demand(request, 'user', args.name);
      const { shown, rest } = page(seen(request, user.accessKeys), (key) => key.id, args.page);
      const metadata = shown.map((key) => ({
        UserName: user.name,
        AccessKeyId: key.id,
        Status: key.status,
        CreateDate: new Date(key.createdAt),
      }));
      return { AccessKeyMetadata: metadata, ...rest };
    },
  }),

  UpdateAccessKey: operation({
    read: (input, request) => ({
      name: ownOrNamed(input, request),
      id: text(input, 'AccessKeyId', rules.accessKeyId),
      status: oneOf(input, 'Status', ['Active', 'Inactive']),
    }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, id, status }, request) => {
      demandKey(request, demand(request, 'user', name), id).status = status;
      return {};
    },
  }),

  DeleteAccessKey: operation({
    read: (input, request) => ({ name: ownOrNamed(input, request), id: text(input, 'AccessKeyId', rules.accessKeyId) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, id }, request) => {
      const user = demand(request, 'user', name);
      const key = demandKey(request, user, id);
      user.accessKeys = user.accessKeys.filter((kept) => kept !== key);
      return {};
    },
  }),

  GetAccessKeyLastUsed: operation({
    read: (input) => text(input, 'AccessKeyId', rules.accessKeyId),
    targets: (id, request) => onIdentity(request, 'user', findKey(request, id)?.user.name ?? id),
    run: (id, request) => {
      const found = findKey(request, id);
      if (!found) throw refuse('NoSuchEntity', `The Access Key with id ${id} cannot be found.`);
      const { usedBefore } = found.key;
      const lastUsed = [found.key.lastUsed, usedBefore].find(
        (use) => use !== undefined && use.visibleAt <= request.now,
      );
      return {
        UserName: found.user.name,
        AccessKeyLastUsed: {
          LastUsedDate: lastUsed && new Date(lastUsed.at),
          ServiceName: lastUsed?.service ?? 'N/A',
          Region: lastUsed ? 'us-east-1' : 'N/A',
        },
      };
    },
  }),
};
