import { randomBytes } from 'node:crypto';
import { operation, type Operation } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import { oneOf, optionalText, text } from '../wire/input.ts';
import { arnOf } from './arns.ts';
import { find, seen } from './find.ts';
import { page, readPage } from './page.ts';
import { readTags } from './tags.ts';
import { fullUserShape } from './users.ts';
import { onAll, onNew } from './targets.ts';

/**
 * The operations for virtual MFA devices. A device belongs to the account, and remains when the user for whom it was
 * enabled is deleted.
 */
export const virtualDevices: Readonly<Record<string, Operation>> = {
  CreateVirtualMFADevice: operation({
    read: (input) => ({
      name: text(input, 'VirtualMFADeviceName', rules.deviceName),
      path: optionalText(input, 'Path', rules.path) ?? '/',
      tags: readTags(input),
    }),
    targets: (args, request) => onNew(request, 'mfa', args, args),
    run: ({ name, path, tags }, request) => {
      const serial = arnOf(request.accountId, 'mfa', { path, name });
      if (request.account.virtualDevices.has(serial)) {
        throw refuse('EntityAlreadyExists', 'MFADevice entity at the same path and name already exists.');
      }
      const times = { createdAt: request.now, visibleAt: request.visibleAt };
      request.account.virtualDevices.set(serial, { serial, tags: [...tags], ...times });
      const seed = randomBytes(40).toString('base64');
      return { VirtualMFADevice: { SerialNumber: serial, Base32StringSeed: seed, QRCodePNG: seed } };
    },
  }),

  ListVirtualMFADevices: operation({
    read: (input) => ({
      assigned: oneOf(input, 'AssignmentStatus', ['Assigned', 'Unassigned', 'Any'], 'Any'),
      page: readPage(input),
    }),
    targets: (_, request) => onAll(`arn:aws:iam::${request.accountId}:mfa/`),
    run: (args, request) => {
      const found = seen(request, request.account.virtualDevices.values()).filter(
        (device) => args.assigned === 'Any' || (args.assigned === 'Assigned') === (device.enabledFor !== undefined),
      );
      const { shown, rest } = page(found, (device) => device.serial, args.page);
      const devices = shown.map((device) => {
        const user = device.enabledFor === undefined ? undefined : find(request, 'user', device.enabledFor);
        return {
          SerialNumber: device.serial,
          EnableDate: device.enabledAt === undefined ? undefined : new Date(device.enabledAt),
          User: user && fullUserShape(request, user),
        };
      });
      return { VirtualMFADevices: devices, ...rest };
    },
  }),

  DeleteVirtualMFADevice: operation({
    read: (input) =>
      text(input, 'SerialNumber', { ...rules.serialNumber, pattern: /^arn:aws:iam::\d{12}:mfa\/[\w+=/,.@-]+$/ }),
    targets: (serial) => [{ resource: serial, shown: serial }],
    run: (serial, request) => {
      const [device] = seen(request, request.account.virtualDevices.values()).filter(
        (known) => known.serial === serial,
      );
      if (!device) throw refuse('NoSuchEntity', `VirtualMFADevice with serial number ${serial} does not exist.`);
      if (device.enabledFor !== undefined) {
        throw refuse('DeleteConflict', 'MFA VirtualDevice in use. Must deactivate first.');
      }
      request.account.virtualDevices.delete(serial);
      return {};
    },
  }),
};
