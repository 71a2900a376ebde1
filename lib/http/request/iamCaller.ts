import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';

const signed = z.object({
  authorizer: z.object({ iam: z.object({ userArn: z.string().check(z.regex(/^arn:[\w-]+:(iam|sts)::\d{12}:/)) }) }),
});

/**
 * Returns the ARN of the principal that signed the request, if API Gateway has verified the signature
 * (`AuthorizationType: AWS_IAM`), and undefined otherwise. The ARN of a role session is returned without the session
 * name, which many clients change for each session, because a retry with the same Idempotency-Key must come from the
 * same caller.
 *
 * This function reads only the request context, which API Gateway writes and callers cannot change.
 */
export function iamCaller({ requestContext }: Pick<APIGatewayProxyEventV2, 'requestContext'>): string | undefined {
  if (!('authorizer' in requestContext)) return undefined;
  const { data } = signed.safeParse(requestContext);
  return data?.authorizer.iam.userArn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}
