import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';

const signed = z.object({
  authorizer: z.object({ iam: z.object({ userArn: z.string().check(z.regex(/^arn:[\w-]+:(iam|sts)::\d{12}:/)) }) }),
});

/**
 * Who signed the request, where API Gateway has checked that (`AuthorizationType: AWS_IAM`); undefined where it has
 * not. The name is the principal's ARN. Of a role's session it is without the session's name, which many choose anew
 * each time: an Idempotency-Key has to be the same caller's an hour later, too.
 *
 * Only what API Gateway puts into the event is read: nothing that the caller sends gets there.
 */
export function iamCaller({ requestContext }: Pick<APIGatewayProxyEventV2, 'requestContext'>): string | undefined {
  const { data } = signed.safeParse(requestContext);
  return data?.authorizer.iam.userArn.replace(/(:assumed-role\/[^/]+)\/.*$/, '$1');
}
