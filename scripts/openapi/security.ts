import { mayCall, type Route } from '../../lib/http/routes.ts';
import type { TokenKind } from '../../lib/http/ports.ts';

/** How callers authenticate. A deployment has either tokens or signatures. */
export const securitySchemes = {
  token: {
    type: 'http',
    scheme: 'bearer',
    description: "The token of the vendor's back end, which may act for every tenant.",
  },
  scopedToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of the back end for some tenants. For others, the answer is 404, and lists omit them.',
  },
  operatorToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of the engineer on call, which creates and claims nothing.',
  },
  linkToken: {
    type: 'http',
    scheme: 'bearer',
    description:
      "The token of a link for the tenant's administrator. It is valid for one onboarding, for at most seven days, or an hour if it may claim.",
  },
  sigv4: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-amazon-apigateway-authtype': 'awsSigv4',
    description:
      "AWS Signature Version 4 for the service execute-api, if the deployment has `auth` = `sigv4`. A policy of the vendor's account decides which calls a principal may make.",
  },
} as const;

type Scheme = keyof typeof securitySchemes;

const schemesOf: Readonly<Record<TokenKind, readonly Scheme[]>> = {
  vendor: ['token', 'scopedToken'],
  operator: ['operatorToken'],
  link: ['linkToken'],
};

/** Returns the alternatives by which a caller of a route may authenticate. Empty if everybody may call it. */
export function securityOf(route: Route): object[] {
  const { callers } = route;
  if (callers === 'anybody') return [];
  const ofTokens = callers.flatMap((kind) => schemesOf[kind]);
  const schemes: readonly Scheme[] = mayCall(route, 'signer') ? [...ofTokens, 'sigv4'] : ofTokens;
  return schemes.map((scheme) => ({ [scheme]: [] }));
}
