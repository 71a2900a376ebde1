import type { DocumentTemplate } from '../blueprint.ts';

/**
 * What AWS's managed policy AmazonEC2FullAccess allows (its version 5, of 2018-11-27), written out for permissions boundaries: AWS may
 * change its policy at any time, and must not change with it what a tenant agreed to.
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
