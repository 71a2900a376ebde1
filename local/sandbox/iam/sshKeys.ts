import { createHash } from 'node:crypto';
import { uniqueId } from '../ids.ts';
import { operation, type Operation, type Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { User } from '../state.ts';
import { oneOf, text } from '../wire/input.ts';
import type { QueryStructure } from '../wire/query.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { demand, seen } from './find.ts';
import { page, readPage } from './page.ts';
import { assertBelowQuota } from './quotas.ts';
import { onIdentity } from './targets.ts';
import { ownOrNamed, readUserName } from './users.ts';

type SshKey = User['sshKeys'][number];

function read(input: QueryStructure): { name: string; id: string } {
  return { name: readUserName(input), id: text(input, 'SSHPublicKeyId', rules.publicKeyId) };
}

function demandKey(request: Request, { name, id }: { name: string; id: string }): { user: User; key: SshKey } {
  const user = demand(request, 'user', name);
  const key = seen(request, user.sshKeys).find((candidate) => candidate.id === id);
  if (!key) throw refuse('NoSuchEntity', `The Public Key with id ${id} cannot be found.`);
  return { user, key };
}

function metadata(user: User, key: SshKey): OutputStructure {
  return { UserName: user.name, SSHPublicKeyId: key.id, Status: key.status, UploadDate: new Date(key.createdAt) };
}

function shape(user: User, key: SshKey): OutputStructure {
  return { ...metadata(user, key), Fingerprint: key.fingerprint, SSHPublicKeyBody: key.body };
}

/**
 * Returns the MD5 fingerprint that AWS shows for a public key, which is an `ssh-rsa` line or a PEM block. Throws
 * InvalidPublicKey.
 */
function fingerprintOf(body: string): string {
  const [, encoded] = /^(?:ssh-rsa |-----BEGIN PUBLIC KEY-----)([A-Za-z0-9+/=\s]{40,})/.exec(body) ?? [];
  if (encoded === undefined) throw refuse('InvalidPublicKey', 'The specified public key is invalid or malformed.');
  const digest = createHash('md5').update(Buffer.from(encoded, 'base64')).digest('hex');
  return digest.replace(/(..)(?!$)/g, '$1:');
}

/** The operations for SSH public keys of users. */
export const sshKeys: Readonly<Record<string, Operation>> = {
  UploadSSHPublicKey: operation({
    read: (input) => ({ name: readUserName(input), body: text(input, 'SSHPublicKeyBody', rules.publicKeyBody) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, body }, request) => {
      const user = demand(request, 'user', name);
      const fingerprint = fingerprintOf(body);
      if (user.sshKeys.some((key) => key.fingerprint === fingerprint)) {
        throw refuse('DuplicateSSHPublicKey', 'The SSH public key is already associated with the specified IAM user.');
      }
      assertBelowQuota('SSHPublicKeysPerUser', user.sshKeys.length);
      const times = { createdAt: request.now, visibleAt: request.visibleAt };
      const key: SshKey = { id: uniqueId('APKA'), body, fingerprint, status: 'Active', ...times };
      user.sshKeys.push(key);
      return { SSHPublicKey: shape(user, key) };
    },
  }),

  GetSSHPublicKey: operation({
    read: (input) => ({ ...read(input), encoding: oneOf(input, 'Encoding', ['SSH', 'PEM']) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      const { user, key } = demandKey(request, args);
      return { SSHPublicKey: shape(user, key) };
    },
  }),

  ListSSHPublicKeys: operation({
    read: (input, request) => ({ name: ownOrNamed(input, request), page: readPage(input) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      const user = demand(request, 'user', args.name);
      const { shown, rest } = page(seen(request, user.sshKeys), (key) => key.id, args.page);
      return { SSHPublicKeys: shown.map((key) => metadata(user, key)), ...rest };
    },
  }),

  UpdateSSHPublicKey: operation({
    read: (input) => ({ ...read(input), status: oneOf(input, 'Status', ['Active', 'Inactive']) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      demandKey(request, args).key.status = args.status;
      return {};
    },
  }),

  DeleteSSHPublicKey: operation({
    read,
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      const { user, key } = demandKey(request, args);
      user.sshKeys = user.sshKeys.filter((kept) => kept !== key);
      return {};
    },
  }),
};
