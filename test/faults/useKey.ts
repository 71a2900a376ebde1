import type { Sandbox } from '../../local/sandbox/types.ts';

/** Calls IAM with an access key, as a program that has it does. The call is denied, which is a use of the key as well. */
export async function useKey(sandbox: Sandbox, accessKeyId: string): Promise<void> {
  const known = sandbox.authenticate(accessKeyId, undefined);
  if (!known.ok) return;
  const parameters = { Action: 'ListUsers', Version: '2010-05-08' };
  await sandbox.answer({ service: 'iam', caller: known.caller, parameters, requestId: 'use' });
}
