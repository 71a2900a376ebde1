import type { DocumentTemplate } from '../blueprint.ts';

/**
 * The statements of AWS's managed policy AmazonEC2FullAccess (version 5, of 2018-11-27), for permissions boundaries.
 * They are copied because AWS may change its policy at any time, and such a change must not extend what a tenant agreed
 * to.
 */
export const amazonEC2FullAccess: DocumentTemplate['Statement'] = [
  { Effect: 'Allow', Action: 'ec2:*', Resource: '*' },
  { Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: '*' },
  { Effect: 'Allow', Action: 'cloudwatch:*', Resource: '*' },
  { Effect: 'Allow', Action: 'autoscaling:*', Resource: '*' },
  {
    Effect: 'Allow',
    Action: 'iam:CreateServiceLinkedRole',
    Resource: '*',
    Condition: {
      StringEquals: {
        'iam:AWSServiceName': [
          'autoscaling.amazonaws.com',
          'ec2scheduled.amazonaws.com',
          'elasticloadbalancing.amazonaws.com',
          'spot.amazonaws.com',
          'spotfleet.amazonaws.com',
          'transitgateway.amazonaws.com',
        ],
      },
    },
  },
];
