import { operation, type Operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import { text } from '../wire/input.ts';
import { demand } from './find.ts';
import { page, readPage } from './page.ts';
import { assertBelowQuota } from './quotas.ts';
import { onIdentity } from './targets.ts';
import { ownOrNamed, readUserName } from './users.ts';

function isVirtual(serial: string): boolean {
  return serial.startsWith('arn:');
}

/**
 * The operations for MFA devices of users. The authentication codes are not verified: two different codes are accepted,
 * and two equal codes are not.
 */
export const mfaDevices: Readonly<Record<string, Operation>> = {
  EnableMFADevice: operation({
    read: (input) => ({
      name: readUserName(input),
      serial: text(input, 'SerialNumber', rules.serialNumber),
      codes: [
        text(input, 'AuthenticationCode1', rules.authenticationCode),
        text(input, 'AuthenticationCode2', rules.authenticationCode),
      ] as const,
    }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, serial, codes }, request) => {
      const user = demand(request, 'user', name);
      const device = request.account.virtualDevices.get(serial);
      if (isVirtual(serial) && (!device || device.visibleAt > request.now)) {
        throw refuse('NoSuchEntity', `VirtualMFADevice with serial number ${serial} does not exist.`);
      }
      const taken = [...request.account.users.values()].some((other) =>
        other.mfaDevices.some((known) => known.serial === serial),
      );
      if (taken) throw refuse('EntityAlreadyExists', 'MFA Device is already in use.');
      if (codes[0] === codes[1])
        throw refuse('InvalidAuthenticationCode', 'Authentication code for device is not valid.');
      assertBelowQuota('MFADevicesPerUser', user.mfaDevices.length);
      user.mfaDevices.push({ serial, enabledAt: request.now });
      if (device) {
        device.enabledFor = user.name;
        device.enabledAt = request.now;
      }
      return {};
    },
  }),

  ListMFADevices: operation({
    read: (input, request) => ({ name: ownOrNamed(input, request), page: readPage(input) }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: (args, request) => {
      const user = demand(request, 'user', args.name);
      const { shown, rest } = page(user.mfaDevices, (device) => device.serial, args.page);
      const devices = shown.map((device) => ({
        UserName: user.name,
        SerialNumber: device.serial,
        EnableDate: new Date(device.enabledAt),
      }));
      return { MFADevices: devices, ...rest };
    },
  }),

  DeactivateMFADevice: operation({
    read: (input, request) => ({
      name: ownOrNamed(input, request),
      serial: text(input, 'SerialNumber', rules.serialNumber),
    }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, serial }, request) => {
      const user = demand(request, 'user', name);
      if (!user.mfaDevices.some((device) => device.serial === serial)) {
        throw refuse('NoSuchEntity', `MFA Device with serial number ${serial} cannot be found.`);
      }
      user.mfaDevices = user.mfaDevices.filter((device) => device.serial !== serial);
      const virtual = request.account.virtualDevices.get(serial);
      if (virtual) virtual.enabledFor = virtual.enabledAt = undefined;
      return {};
    },
  }),
};
