import { targetOf } from './draft.ts';
import type { Change } from './oddBodies.ts';
import { oddTexts } from './oddValues.ts';

/** Segments of a path as they are sent. A URL cannot contain `.` or `..` as a segment: clients resolve them. */
const oddSegments = [
  '%2F',
  '..%2F..%2Fv1%2Fhealth',
  'a%2Fb',
  '%2e%2e%2fadmin',
  '%00',
  'a%00b',
  '%',
  '%zz',
  '%C3%28',
  '%ED%A0%80',
  '%FF',
  '%F0%9F%98%80',
  '%20',
  '+',
  ';a=b',
  ':',
  '@',
  '*',
  '__proto__',
  'constructor',
  'toString',
  '0',
  '-1',
  'null',
  'undefined',
  'NaN',
  '{id}',
  'ob_',
  'ob_00000000000000000000000000',
  'ob_0000000000000000000000000%31',
  'OB_00000000000000000000000001',
  'ob_00000000000000000000000001%0A',
  'tenant:',
  'tenant:a:b',
  'blueprint:constructor',
  'all%20',
  '1'.repeat(12),
  '１２３４５６７８９０１２',
  'x'.repeat(2000),
  '%F0%9F%98%80'.repeat(300),
];

const oddSearches = [
  'x=1',
  'X=1',
  'limit',
  'limit=',
  'limit=0',
  'limit=1001',
  'limit=1e2',
  'limit=%31',
  'limit=1&limit=2',
  'limit=1&limit=1',
  'limit=１',
  'status=claimed,ready',
  'status=Claimed',
  'status[]=claimed',
  'tenantId=%00',
  'tenantId=a%2Fb',
  'tenantId=%FF',
  'cursor=x',
  'cursor=%00',
  'cursor=b2JfMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDEuYWJj',
  'leftovers=accept&leftovers=accept',
  'leftovers=Accept',
  'leftovers=true',
  'profile=x',
  'profile=%5Bx%5D',
  'profile=a%0Ab',
  '__proto__=1',
  'constructor=1',
  '__proto__[a]=1',
  'toString=',
  '=',
  '=1',
  '&',
  '&&&',
  '%',
  '%zz=%zz',
  '+=+',
  'a=b=c',
  '?',
  'x='.repeat(2000),
  `cursor=${'A'.repeat(6000)}`,
];

/** Other paths and methods, which no route has. */
const oddTargets = [
  '/',
  '/v1',
  '/v1/',
  '/v2/onboardings',
  '/v1/Onboardings',
  '/v1/onboardings/',
  '//v1/onboardings',
  '/v1//onboardings',
  '/v1/health/x',
  '/dev/v1/health',
  '/%761/health',
  '/v1/onboardings/x/y/z',
  '/favicon.ico',
  '/v1/__proto__',
  `/${'a/'.repeat(500)}`,
];
const oddMethods = ['PUT', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'get'];

const withoutOperation: Change = (draft) => {
  draft.operation = undefined;
  draft.isUnauthorized = false;
};

export const oddUrls: Readonly<Record<string, Change>> = {
  'an odd path parameter': ({ operation, path }, random) => {
    if (operation === undefined || Object.keys(path).length === 0) return;
    const name = random.pick(Object.keys(path));
    path[name] = random.pick(oddTexts) || 'x';
  },
  'an odd segment of the path': (draft, random) => {
    const { operation, path } = draft;
    if (operation === undefined || Object.keys(path).length === 0) return;
    const name = random.pick(Object.keys(path));
    draft.target = targetOf(operation, { ...path, [name]: 'odd-segment' }).replace('odd-segment', () =>
      random.pick(oddSegments),
    );
  },
  'an odd query': (draft, random) => {
    draft.search = random.pick(oddSearches);
  },
  'a query parameter twice': (draft) => {
    draft.query.push(...draft.query);
  },
  'another query parameter': (draft, random) => {
    draft.query.push([
      random.pick(['limit', 'status', 'profile', 'leftovers', 'x']),
      random.pick(oddTexts.slice(0, 24)),
    ]);
  },
  'a path of no route': (draft, random) => {
    withoutOperation(draft, random);
    draft.target = random.pick(oddTargets);
  },
  'a method of no route': (draft, random) => {
    const { operation, path } = draft;
    if (operation === undefined) return;
    draft.target = targetOf(operation, path);
    draft.method = random.pick(oddMethods);
    withoutOperation(draft, random);
  },
};
