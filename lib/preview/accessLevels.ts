/** IAM's access levels, as in the Service Authorization Reference. */
export const accessLevels = ['list', 'read', 'write', 'permissionsManagement', 'tagging'] as const;

export type AccessLevel = (typeof accessLevels)[number];

/** The names of the access levels in texts. */
export const levelNames = {
  list: 'list',
  read: 'read',
  write: 'write',
  permissionsManagement: 'permissions management',
  tagging: 'tagging',
} as const satisfies Record<AccessLevel, string>;
