import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A blueprint of a vendor, as it stands in a file. */
export const ownBlueprint = `name: snapshots
title: Snapshots of volumes
source: Handbook of the vendor
parameters:
  userName: { kind: name, of: user, default: snapshots, description: Name of the IAM user. }
policies:
  - name: snapshots-policy
    documents: &documents
      - Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Action: ['ec2:CreateSnapshot', 'ec2:DescribeVolumes'], Resource: '*' }
groups: []
users:
  - { name: '\${userName}', groups: [], attach: [{ policy: snapshots-policy }] }
permissionsBoundary: *documents
differences: []
notes: [A snapshot outlives its volume.]
`;

/** Writes a folder of blueprints, by default of the one above, and returns its path. */
export function ownFolder(files: Readonly<Record<string, string>> = { 'snapshots.yaml': ownBlueprint }): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-own-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
