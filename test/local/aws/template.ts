/** A role and a boundary, as a template of a vendor defines them. */
export const template = {
  Parameters: {
    Vendor: { Type: 'String', AllowedPattern: '[0-9]{12}' },
    Account: { Type: 'String' },
    ExternalId: { Type: 'String', MinLength: 2 },
    Region: { Type: 'String', Default: 'any', AllowedValues: ['any', 'us-west-2', 'eu-west-1'] },
    Secret: { Type: 'String', NoEcho: true, Default: 'none' },
  },
  Rules: {
    Here: {
      Assertions: [
        {
          Assert: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, { Ref: 'Account' }] },
          AssertDescription: 'Another account’s link.',
        },
      ],
    },
  },
  Conditions: {
    Anywhere: { 'Fn::Equals': [{ Ref: 'Region' }, 'any'] },
    Somewhere: { 'Fn::Not': [{ Condition: 'Anywhere' }] },
  },
  Resources: {
    Boundary: {
      Type: 'AWS::IAM::ManagedPolicy',
      DependsOn: 'Role',
      Properties: {
        ManagedPolicyName: { 'Fn::Join': ['-', ['boundary', { Ref: 'Region' }]] },
        Description: { 'Fn::If': ['Somewhere', { Ref: 'AWS::NoValue' }, 'anywhere'] },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'ec2:*',
              Resource: '*',
              Condition: {
                'Fn::If': ['Anywhere', { Ref: 'AWS::NoValue' }, { StringEquals: { 'ec2:Region': { Ref: 'Region' } } }],
              },
            },
          ],
        },
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'latchkey-bootstrap-test',
        Description: { 'Fn::Sub': ['For ${who} in ${AWS::StackName} ${!literal}', { who: { Ref: 'Secret' } }] },
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${Vendor}:root' } },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
            },
          ],
        },
        Policies: [
          {
            PolicyName: 'work',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: 'iam:GetUser', Resource: '*' }],
            },
          },
        ],
      },
    },
  },
  Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } }, BoundaryArn: { Value: { Ref: 'Boundary' } } },
};
