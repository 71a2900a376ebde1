import { secretPlaceholder } from '../../scripts/openapi/keyFiles.ts';
import { isRecord } from '../../scripts/json.ts';

const ulid = '01M81JDDF2FRQ7JJ21KTJ7R34T';
const templates = 'https://example-templates.s3.us-east-1.amazonaws.com/templates/';
const template = '383e3e445c348f49ad211cdfe1f7c343d7a41e3e1959e67a3420d0cc7de0dbd9.json';

const linkToken = 'PLACEHOLDER-FOR-THE-LINK-TOKEN';

/** The values of these members are replaced. */
const members: Readonly<Record<string, unknown>> = {
  secretAccessKey: secretPlaceholder,
  token: linkToken,
  requestId: 'JKJaXmPLvHcESHA=',
  cursor: 'eyJleGFtcGxlIjoxfQ',
  ms: 12,
  p50Ms: 12,
  p90Ms: 34,
  p99Ms: 56,
  maxMs: 78,
  publicKey: 'whpk_xZYx3YjRCkkHh4qy5gxTyq2LqjzSAZCmkRVA7Wv7AWo=',
  pem: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAxZYx3YjRCkkHh4qy5gxTyq2LqjzSAZCmkRVA7Wv7AWo=\n-----END PUBLIC KEY-----\n',
  x: 'xZYx3YjRCkkHh4qy5gxTyq2LqjzSAZCmkRVA7Wv7AWo',
};

/** What is replaced in texts. */
const texts: readonly (readonly [RegExp, string])[] = [
  [
    /http:\/\/127\.0\.0\.1:\d+\/onboard#lkl_[\w-]+/g,
    `https://abc123.execute-api.us-east-1.amazonaws.com/onboard#${linkToken}`,
  ],
  [/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, ulid],
  [/(?<=ob_|msg_)[0-9A-HJKMNP-TV-Z]{26}/g, ulid],
  // The version of the record, which depends on how often its progress was written.
  [/(?<=msg_[0-9A-Z]{26}_)\d+/g, '3'],
  [/(?<=msg_test_).+/g, ulid],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '3a4b5fc0-f7bf-4f5b-bcd8-438ee8e2834f'],
  [/\blnk_[0-9a-f]{16}\b/g, 'lnk_6f1d2c3b4a596877'],
  // The request ID of the sandbox in virtual time.
  [/(?<=\(request ID )model(?=\))/g, '3a4b5fc0-f7bf-4f5b-bcd8-438ee8e2834f'],
  [/\bAKIA\w{16}\b/g, 'AKIAIOSFODNN7EXAMPLE'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-22T12:06:38.437Z'],
  [/http:\/\/127\.0\.0\.1:\d+\/_sandbox\/templates\/[0-9a-f]{64}\.json/g, `${templates}${template}`],
  [
    /http%3A%2F%2F127\.0\.0\.1%3A\d+%2F_sandbox%2Ftemplates%2F[0-9a-f]{64}\.json/g,
    encodeURIComponent(`${templates}${template}`),
  ],
  [/http:\/\/127\.0\.0\.1:\d+\//g, 'https://vendor.example/hooks/latchkey'],
];

/** Returns answers with constants in place of what is random in them, and without secrets. */
export function withoutRandom(answers: unknown): unknown {
  const ids = new Map(
    [...new Set(externalIdsIn(answers))].map((id, index) => [
      id,
      `EXAMPLE-EXTERNAL-ID-OF-ONE-TENANT-${String(index + 1)}`,
    ]),
  );
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(within);
    if (typeof value === 'string') {
      const known = [...ids].reduce((text, [id, constant]) => text.replaceAll(id, constant), value);
      return texts.reduce((text, [pattern, constant]) => text.replaceAll(pattern, constant), known);
    }
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        name in members && each !== null ? members[name] : within(each),
      ]),
    );
  };
  return within(answers);
}

function externalIdsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(externalIdsIn);
  if (!isRecord(value)) return [];
  const { externalId } = value;
  return [...(typeof externalId === 'string' ? [externalId] : []), ...Object.values(value).flatMap(externalIdsIn)];
}
