import { X509Certificate } from 'node:crypto';
import { certificateId } from '../ids.ts';
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
import { ownOrNamed } from './users.ts';

type Certificate = User['certificates'][number];

function read(input: QueryStructure, request: Request): { name: string; id: string } {
  return { name: ownOrNamed(input, request), id: text(input, 'CertificateId', rules.certificateId) };
}

function demandCertificate(
  request: Request,
  { name, id }: { name: string; id: string },
): { user: User; certificate: Certificate } {
  const user = demand(request, 'user', name);
  const certificate = seen(request, user.certificates).find((candidate) => candidate.id === id);
  if (!certificate) throw refuse('NoSuchEntity', `The Certificate with id ${id} cannot be found.`);
  return { user, certificate };
}

function shape(user: User, certificate: Certificate): OutputStructure {
  return {
    UserName: user.name,
    CertificateId: certificate.id,
    CertificateBody: certificate.body,
    Status: certificate.status,
    UploadDate: new Date(certificate.createdAt),
  };
}

function checkCertificate(body: string): void {
  try {
    new X509Certificate(body);
  } catch {
    throw refuse(
      'MalformedCertificate',
      'Unable to parse certificate. Please ensure the certificate is in PEM format.',
    );
  }
}

/** The operations for X.509 signing certificates of users. */
export const certificates: Readonly<Record<string, Operation>> = {
  UploadSigningCertificate: operation({
    read: (input, request) => ({
      name: ownOrNamed(input, request),
      body: text(input, 'CertificateBody', rules.certificateBody),
    }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, body }, request) => {
      const user = demand(request, 'user', name);
      checkCertificate(body);
      if (user.certificates.some((certificate) => certificate.body.trim() === body.trim())) {
        throw refuse('DuplicateCertificate', 'The same certificate is already associated with an IAM user.');
      }
      assertBelowQuota('SigningCertificatesPerUser', user.certificates.length);
      const times = { createdAt: request.now, visibleAt: request.visibleAt };
      const certificate: Certificate = { id: certificateId(), body, status: 'Active', ...times };
      user.certificates.push(certificate);
      return { Certificate: shape(user, certificate) };
    },
  }),

  ListSigningCertificates: operation({
    read: (input, request) => ({ name: ownOrNamed(input, request), page: readPage(input) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      const user = demand(request, 'user', args.name);
      const { shown, rest } = page(seen(request, user.certificates), (certificate) => certificate.id, args.page);
      return { Certificates: shown.map((certificate) => shape(user, certificate)), ...rest };
    },
  }),

  UpdateSigningCertificate: operation({
    read: (input, request) => ({ ...read(input, request), status: oneOf(input, 'Status', ['Active', 'Inactive']) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      demandCertificate(request, args).certificate.status = args.status;
      return {};
    },
  }),

  DeleteSigningCertificate: operation({
    read,
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      const { user, certificate } = demandCertificate(request, args);
      user.certificates = user.certificates.filter((kept) => kept !== certificate);
      return {};
    },
  }),
};
