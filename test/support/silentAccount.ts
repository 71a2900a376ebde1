import type { TenantAccount } from '../../lib/account/ports.ts';

/** Returns an account whose calls all fail, and the names of the calls that it got. */
export function silentAccount() {
  const sent: string[] = [];
  const fail = (name: string) => () => {
    sent.push(name);
    return Promise.reject(new Error(`${name} is not answered`));
  };
  const account: TenantAccount = {
    accountId: '111122223333',
    roleId: undefined,
    givenAt: undefined,
    createUser: fail('createUser'),
    getUser: fail('getUser'),
    setUserBoundary: fail('setUserBoundary'),
    tagUser: fail('tagUser'),
    untagUser: fail('untagUser'),
    deleteUser: fail('deleteUser'),
    attachUserPolicy: fail('attachUserPolicy'),
    listOnUser: fail('listOnUser'),
    removeFromUser: fail('removeFromUser'),
    createAccessKey: fail('createAccessKey'),
    listAccessKeys: fail('listAccessKeys'),
    userOfKey: fail('userOfKey'),
    lastUseOfKey: fail('lastUseOfKey'),
    deactivateKey: fail('deactivateKey'),
    activateKey: fail('activateKey'),
    deleteUndisclosedKey: fail('deleteUndisclosedKey'),
    createGroup: fail('createGroup'),
    getGroup: fail('getGroup'),
    deleteGroup: fail('deleteGroup'),
    attachGroupPolicy: fail('attachGroupPolicy'),
    listAttachedGroupPolicies: fail('listAttachedGroupPolicies'),
    detachGroupPolicy: fail('detachGroupPolicy'),
    listGroupPolicies: fail('listGroupPolicies'),
    deleteGroupPolicy: fail('deleteGroupPolicy'),
    addUserToGroup: fail('addUserToGroup'),
    removeUserFromGroup: fail('removeUserFromGroup'),
    createPolicy: fail('createPolicy'),
    getPolicy: fail('getPolicy'),
    getPolicyDocument: fail('getPolicyDocument'),
    findPolicy: fail('findPolicy'),
    tagPolicy: fail('tagPolicy'),
    untagPolicy: fail('untagPolicy'),
    listPolicyVersions: fail('listPolicyVersions'),
    deletePolicyVersion: fail('deletePolicyVersion'),
    listEntitiesForPolicy: fail('listEntitiesForPolicy'),
    deletePolicy: fail('deletePolicy'),
  };
  return { account, sent };
}
