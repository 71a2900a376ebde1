import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Route } from './routes.ts';

/**
 * Returns the part of a request's path before the path of its route, such as `/dev`. API Gateway passes the stage, unless
 * it is `$default`, and the mapping of a custom domain at the beginning of the path. It selects the route without them,
 * so the number of segments of the route says where they end.
 */
export function basePathOf(
  { rawPath }: Pick<APIGatewayProxyEventV2, 'rawPath'>,
  { path }: Pick<Route, 'path'>,
): string {
  const segmentsOfRoute = path.split('/').length - 1;
  return rawPath.split('/').slice(0, -segmentsOfRoute).join('/');
}
