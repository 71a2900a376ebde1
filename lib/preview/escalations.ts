/** A published method of privilege escalation. */
export interface Escalation {
  /** The name of the method in Rhino Security Labs' scanner. */
  readonly name: string;
  /** The actions that the method needs, all of them. */
  readonly needs: readonly string[];
  /** The service to which `iam:PassRole` passes a role: the value of `iam:PassedToService`. */
  readonly passesTo?: string;
  /** The permissions that the attacker gets, as the end of a sentence. */
  readonly gives: string;
}

export const escalationsSource = 'https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation';

const anyPolicy = 'whatever policy the attacker writes';
const otherUser = 'what the other user may do';
const passedRole = 'what the passed role may do';
const functionsRole = 'what the role of the function may do';

/**
 * The 28 methods of Rhino Security Labs' list, in its order. Actions that the list calls "possibly" needed are omitted,
 * so that a method counts as possible if all its other actions are allowed.
 */
export const escalations: readonly Escalation[] = [
  { name: 'CreateNewPolicyVersion', needs: ['iam:CreatePolicyVersion'], gives: anyPolicy },
  {
    name: 'SetExistingDefaultPolicyVersion',
    needs: ['iam:SetDefaultPolicyVersion'],
    gives: 'what another version of the policy allows',
  },
  {
    name: 'CreateEC2WithExistingIP',
    needs: ['iam:PassRole', 'ec2:RunInstances'],
    passesTo: 'ec2.amazonaws.com',
    gives: passedRole,
  },
  { name: 'CreateAccessKey', needs: ['iam:CreateAccessKey'], gives: otherUser },
  { name: 'CreateLoginProfile', needs: ['iam:CreateLoginProfile'], gives: otherUser },
  { name: 'UpdateLoginProfile', needs: ['iam:UpdateLoginProfile'], gives: otherUser },
  { name: 'AttachUserPolicy', needs: ['iam:AttachUserPolicy'], gives: 'any managed policy of the account' },
  { name: 'AttachGroupPolicy', needs: ['iam:AttachGroupPolicy'], gives: 'any managed policy of the account' },
  { name: 'AttachRolePolicy', needs: ['iam:AttachRolePolicy'], gives: 'any managed policy of the account' },
  { name: 'PutUserPolicy', needs: ['iam:PutUserPolicy'], gives: anyPolicy },
  { name: 'PutGroupPolicy', needs: ['iam:PutGroupPolicy'], gives: anyPolicy },
  { name: 'PutRolePolicy', needs: ['iam:PutRolePolicy'], gives: anyPolicy },
  { name: 'AddUserToGroup', needs: ['iam:AddUserToGroup'], gives: 'what the group may do' },
  {
    name: 'UpdateRolePolicyToAssumeIt',
    needs: ['iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'],
    gives: 'what the role may do',
  },
  {
    name: 'PassExistingRoleToNewLambdaThenInvoke',
    needs: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    passesTo: 'lambda.amazonaws.com',
    gives: passedRole,
  },
  {
    name: 'PassExistingRoleToNewLambdaThenInvokeCrossAccount',
    needs: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:AddPermission'],
    passesTo: 'lambda.amazonaws.com',
    gives: passedRole,
  },
  {
    name: 'PassExistingRoleToNewLambdaThenTriggerWithDynamo',
    needs: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
    passesTo: 'lambda.amazonaws.com',
    gives: passedRole,
  },
  { name: 'EditExistingLambdaFunctionWithRole', needs: ['lambda:UpdateFunctionCode'], gives: functionsRole },
  {
    name: 'PassExistingRoleToNewGlueDevEndpoint',
    needs: ['iam:PassRole', 'glue:CreateDevEndpoint'],
    passesTo: 'glue.amazonaws.com',
    gives: passedRole,
  },
  {
    name: 'UpdateExistingGlueDevEndpoint',
    needs: ['glue:UpdateDevEndpoint'],
    gives: 'what the role of the endpoint may do',
  },
  {
    name: 'PassExistingRoleToCloudFormation',
    needs: ['iam:PassRole', 'cloudformation:CreateStack'],
    passesTo: 'cloudformation.amazonaws.com',
    gives: passedRole,
  },
  {
    name: 'PassExistingRoleToNewDataPipeline',
    needs: ['iam:PassRole', 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'],
    passesTo: 'datapipeline.amazonaws.com',
    gives: passedRole,
  },
  {
    name: 'CreateCodeStarProjectFromTemplate',
    needs: ['codestar:CreateProjectFromTemplate'],
    gives: 'what the CloudFormation role of the project may do',
  },
  {
    name: 'PassRoleToNewCodeStarProject',
    needs: ['codestar:CreateProject', 'iam:PassRole'],
    passesTo: 'codestar.amazonaws.com',
    gives: passedRole,
  },
  {
    name: 'CreateCodeStarProjectThenAssociateTeamMember',
    needs: ['codestar:CreateProject', 'codestar:AssociateTeamMember'],
    gives: 'the policy that CodeStar attaches to owners of a project',
  },
  {
    name: 'AddExistingLambdaLayerToLambdaFunctionWithRole',
    needs: ['lambda:UpdateFunctionConfiguration'],
    gives: functionsRole,
  },
  {
    name: 'PassRoleToNewSageMakerJupyterNotebook',
    needs: ['sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl', 'iam:PassRole'],
    passesTo: 'sagemaker.amazonaws.com',
    gives: passedRole,
  },
  {
    name: 'AccessExistingSageMakerJupyterNotebook',
    needs: ['sagemaker:CreatePresignedNotebookInstanceUrl'],
    gives: 'what the role of the notebook may do',
  },
];
