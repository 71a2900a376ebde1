import { said, type Member } from './member.ts';

/** The members of a review. Its preview has the members of a preview. */
export const reviewMembers: Readonly<Record<string, Member>> = {
  'Review.onboarding': { description: 'ID of the onboarding', examples: ['ob_01M81JDDF2FRQ7JJ21KTJ7R34T'] },
  'Review.launchRegion': said(
    'Region in which the link and the commands create the stack. Absent if the access was retired.',
  ),
  'Review.partition': said('AWS partition of the account, which the addresses of the AWS console depend on'),
  vendor: said('The vendor that asks, as its deployment describes it'),
  'vendor.name': said('Name of the vendor'),
  'vendor.accountId': {
    description: 'AWS account of the vendor, whose roles can assume the bootstrap role',
    pattern: '^\\d{12}$',
    examples: ['999988887777'],
  },
  logoUrl: { ...said('Logo of the vendor'), format: 'uri' },
  supportUrl: { ...said('Support of the vendor'), format: 'uri' },
  supportEmail: said('E-mail address of the support of the vendor'),
  privacyUrl: { ...said('Privacy policy of the vendor'), format: 'uri' },
  'Review.link': said(
    'The link of the caller, without its token. Absent for callers with another token or with a signature.',
  ),
  'Review.link.id': said('ID of the link'),
  'Review.link.parent': said('ID of the link whose holder shared this one. Absent if the back end created it.'),
  'link.createdAt': said('When the link was created. Absent for a link of an earlier version.'),
  'Review.preview': said(
    'The preview of this onboarding, with its own names and ARNs. Null if it cannot be shown any more: see `retired`.',
  ),
  'Review.template': said('The template of the stack, exactly as it is published. Null if there is none any more.'),
  'template.url': { ...said('URL of the template'), format: 'uri' },
  sha256: { ...said('SHA-256 of the template in hex. It is also its file name.'), pattern: '^[0-9a-f]{64}$' },
  body: said('The text of the template'),
  'Review.stack': said(
    'What launches the stack, also after it was launched. Null for a link that may not `launch`, and if something that it needs no longer exists: see `retired`.',
  ),
  'Review.stack.name': said('Name of the stack'),
  retired: said(
    'What no longer exists, so that parts are null. `blueprint`: it is not deployed any more. `parameters`: the blueprint does not accept those of the onboarding any more. `access`: the access to the account was retired. Absent if everything exists.',
  ),
  revoke: said(
    'What the tenant removes to end the access by itself. The keys of the users work without the stack, so the users or their keys go first: CloudFormation cannot delete the stack while the users exist.',
  ),
  stackName: said('Name of the CloudFormation stack'),
  userNames: said('Names of the IAM users'),
  cloudTrail: said('How CloudTrail names those who act in the account'),
  sessionArn: {
    description: 'ARN of the sessions in which Latchkey works in the account: `userIdentity.arn` of their events',
    examples: [
      'arn:aws:sts::111122223333:assumed-role/latchkey-bootstrap-tutum-qivthlmh/ob_01M81JDDF2FRQ7JJ21KTJ7R34T',
    ],
  },
  userArns: said('ARNs of the IAM users: `userIdentity.arn` of the events of who has their keys'),
};
