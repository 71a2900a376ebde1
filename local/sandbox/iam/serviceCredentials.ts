import { secretAccessKey, uniqueId } from '../ids.ts';
import { operation, type Operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { User } from '../state.ts';
import { optionalText, text } from '../wire/input.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { demand, seen } from './find.ts';
import { page, readPage } from './page.ts';
import { quotas } from './quotas.ts';
import { onIdentity } from './targets.ts';
import { ownOrNamed, readUserName } from './users.ts';

type Credential = User['serviceCredentials'][number];

/** The services that support these credentials. Source: IAM API reference, CreateServiceSpecificCredential. */
const services = new Set([
  'codecommit.amazonaws.com',
  'cassandra.amazonaws.com',
  'bedrock.amazonaws.com',
  'logs.amazonaws.com',
]);

function metadata(user: User, credential: Credential): OutputStructure {
  return {
    UserName: user.name,
    Status: credential.status,
    ServiceUserName: credential.serviceUserName,
    CreateDate: new Date(credential.createdAt),
    ServiceSpecificCredentialId: credential.id,
    ServiceName: credential.service,
  };
}

/**
 * The operations for service-specific credentials, such as those for Git over HTTPS in CodeCommit. The password is
 * returned once and not stored.
 */
export const serviceCredentials: Readonly<Record<string, Operation>> = {
  CreateServiceSpecificCredential: operation({
    read: (input) => ({ name: readUserName(input), service: text(input, 'ServiceName', rules.serviceName) }),
    targets: ({ name, service }, request) =>
      onIdentity(request, 'user', name, { 'iam:ServiceSpecificCredentialServiceName': service }),
    run: ({ name, service }, request) => {
      const user = demand(request, 'user', name);
      if (!services.has(service))
        throw refuse('NotSupportedService', `${service} does not support service-specific credentials.`);
      const same = user.serviceCredentials.filter((credential) => credential.service === service);
      const most = quotas.ServiceSpecificCredentialsPerUser;
      if (same.length >= most)
        throw refuse('LimitExceeded', `Cannot exceed quota for ServiceSpecificCredentialsPerUser: ${most}`);
      const suffix = same.length === 0 ? '' : `+${same.length}`;
      const credential: Credential = {
        id: uniqueId('ACCA'),
        service,
        serviceUserName: `${user.name}${suffix}-at-${request.accountId}`,
        status: 'Active',
        createdAt: request.now,
        visibleAt: request.visibleAt,
      };
      user.serviceCredentials.push(credential);
      return { ServiceSpecificCredential: { ...metadata(user, credential), ServicePassword: secretAccessKey() } };
    },
  }),

  ListServiceSpecificCredentials: operation({
    read: (input, request) => ({
      name: ownOrNamed(input, request),
      service: optionalText(input, 'ServiceName', rules.serviceName),
      page: readPage(input),
    }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, service, page: wanted }, request) => {
      const user = demand(request, 'user', name);
      const found = seen(request, user.serviceCredentials).filter(
        (credential) => service === undefined || credential.service === service,
      );
      const { shown, rest } = page(found, ({ id }) => id, wanted);
      return { ServiceSpecificCredentials: shown.map((credential) => metadata(user, credential)), ...rest };
    },
  }),

  DeleteServiceSpecificCredential: operation({
    read: (input, request) => ({
      name: ownOrNamed(input, request),
      id: text(input, 'ServiceSpecificCredentialId', rules.serviceCredentialId),
    }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, id }, request) => {
      const user = demand(request, 'user', name);
      if (!seen(request, user.serviceCredentials).some((credential) => credential.id === id)) {
        throw refuse('NoSuchEntity', `No such credential ${id} exists.`);
      }
      user.serviceCredentials = user.serviceCredentials.filter((credential) => credential.id !== id);
      return {};
    },
  }),
};
