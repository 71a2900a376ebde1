/** IAM's access levels, as the Service Authorization Reference has them, from looking to changing. */
export const accessLevels = ['list', 'read', 'write', 'permissionsManagement', 'tagging'] as const;

export type AccessLevel = (typeof accessLevels)[number];

/** The level as people write it. */
export const levelNames = {
  list: 'list',
  read: 'read',
  write: 'write',
  permissionsManagement: 'permissions management',
  tagging: 'tagging',
} as const satisfies Record<AccessLevel, string>;
