import { IAMClient, SimulatePrincipalPolicyCommand, type EvaluationResult } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
interface Call {
  readonly action: string;
  readonly resource: string;
  /** The values of condition keys. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Returns a sentence that says whether the user of a key may make a call. The key signs GetCallerIdentity, so it has to
 * be valid. The call itself is not made, because the sandbox has only four services. Instead, SimulatePrincipalPolicy
 * decides by the user's policies and permissions boundary.
 * @throws an error that says why, if the sandbox refuses the key.
 */
export async function keyTrial(awsUrl: string, { accessKeyId, secretAccessKey }: Key, call: Call): Promise<string> {
  const settings = { endpoint: awsUrl, region: 'us-east-1', maxAttempts: 1 };
  const sts = new STSClient({ ...settings, credentials: { accessKeyId, secretAccessKey } });
  const { Arn = '', Account = '' } = await sts.send(new GetCallerIdentityCommand()).catch((error: unknown) => {
    throw new Error(refusal(awsUrl, accessKeyId, error));
  });
  if (!Arn.includes(':user/'))
    throw new Error(`The key ${accessKeyId} is of ${Arn}. Only the key of a user can be tried.`);
  const iam = new IAMClient({ ...settings, credentials: { accessKeyId: Account, secretAccessKey: 'test' } });
  const { EvaluationResults: [result] = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: Arn,
      ActionNames: [call.action],
      ResourceArns: [call.resource],
      ContextEntries: Object.entries(call.context).map(([ContextKeyName, value]) => ({
        ContextKeyName,
        ContextKeyType: 'string',
        ContextKeyValues: [value],
      })),
    }),
  );
  return `${call.action} on ${call.resource}: ${verdict(result)}`;
}

function verdict(result: EvaluationResult | undefined): string {
  const {
    EvalDecision,
    PermissionsBoundaryDecisionDetail: boundary,
    MissingContextValues: missing = [],
  } = result ?? {};
  if (EvalDecision === 'allowed') return 'allowed';
  if (EvalDecision === 'explicitDeny') return 'refused, because a policy denies it';
  const why =
    boundary?.AllowedByPermissionsBoundary === false
      ? 'the permissions boundary does not allow it'
      : 'no policy of the user allows it';
  const unknown = missing.length === 0 ? '' : ` The policies have conditions on ${missing.join(', ')}: give values.`;
  return `refused, because ${why}${unknown === '' ? '' : `.${unknown}`}`;
}

function refusal(awsUrl: string, accessKeyId: string, error: unknown): string {
  const isAnswer = error instanceof Error && '$metadata' in error && error.name !== 'Error';
  const code = error instanceof Error ? error.name : '';
  return isAnswer && !/^(?:TimeoutError|AggregateError)$/.test(code)
    ? `The sandbox refuses the key ${accessKeyId}: ${code}.`
    : `No sandbox answers at ${awsUrl}. Start it with npm start, or set AWS_PORT to its port.`;
}
