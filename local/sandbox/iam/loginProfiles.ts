import { operation, type Operation, type Request } from '../operation.ts';
import { refuse } from '../refusal.ts';
import { rules } from '../rules.ts';
import type { User } from '../state.ts';
import { flag, optionalText, text } from '../wire/input.ts';
import type { OutputStructure } from '../wire/xml.ts';
import { demand } from './find.ts';
import { onIdentity } from './targets.ts';
import { ownOrNamed, readUserName } from './users.ts';

type LoginProfile = NonNullable<User['loginProfile']>;

function demandProfile(request: Request, user: User): LoginProfile {
  const profile = user.loginProfile;
  if (!profile || profile.visibleAt > request.now) {
    throw refuse('NoSuchEntity', `Login Profile for User ${user.name} cannot be found.`);
  }
  return profile;
}

/**
 * Checks a password against the default password policy. Throws PasswordPolicyViolation. Source: IAM User Guide, "Set
 * an account password policy for IAM users", default password policy.
 */
function checkPassword(password: string): void {
  const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password));
  if (password.length < 8) throw refuse('PasswordPolicyViolation', 'Password should have a minimum length of 8');
  if (kinds.length < 3) {
    throw refuse(
      'PasswordPolicyViolation',
      'Password should have at least three of: uppercase, lowercase, number, symbol',
    );
  }
}

function shape(user: User, profile: LoginProfile): OutputStructure {
  return {
    UserName: user.name,
    CreateDate: new Date(profile.createdAt),
    PasswordResetRequired: profile.resetRequired,
  };
}

/**
 * The operations for console passwords. A password is checked but not stored, because the sandbox has no console to
 * sign in to.
 */
export const loginProfiles: Readonly<Record<string, Operation>> = {
  CreateLoginProfile: operation({
    read: (input, request) => ({
      name: ownOrNamed(input, request),
      password: text(input, 'Password', rules.password),
      resetRequired: flag(input, 'PasswordResetRequired', false),
    }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, password, resetRequired }, request) => {
      const user = demand(request, 'user', name);
      if (user.loginProfile) throw refuse('EntityAlreadyExists', `Login Profile for user ${name} already exists.`);
      checkPassword(password);
      user.loginProfile = { resetRequired, createdAt: request.now, visibleAt: request.visibleAt };
      return { LoginProfile: shape(user, user.loginProfile) };
    },
  }),

  GetLoginProfile: operation({
    read: ownOrNamed,
    targets: (name, request) => onIdentity(request, 'user', name),
    run: (name, request) => {
      const user = demand(request, 'user', name);
      return { LoginProfile: shape(user, demandProfile(request, user)) };
    },
  }),

  UpdateLoginProfile: operation({
    read: (input) => ({
      name: readUserName(input),
      password: optionalText(input, 'Password', rules.password),
      resetRequired:
        input['PasswordResetRequired'] === undefined ? undefined : flag(input, 'PasswordResetRequired', false),
    }),
    targets: ({ name }, request) => onIdentity(request, 'user', name),
    run: ({ name, password, resetRequired }, request) => {
      const profile = demandProfile(request, demand(request, 'user', name));
      if (password !== undefined) checkPassword(password);
      if (resetRequired !== undefined) profile.resetRequired = resetRequired;
      return {};
    },
  }),

  DeleteLoginProfile: operation({
    read: ownOrNamed,
    targets: (name, request) => onIdentity(request, 'user', name),
    run: (name, request) => {
      const user = demand(request, 'user', name);
      demandProfile(request, user);
      user.loginProfile = undefined;
      return {};
    },
  }),
};
