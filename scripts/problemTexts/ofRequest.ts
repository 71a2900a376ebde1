import type { KeyFormat } from '../../lib/http/keyFormats/keyFormat.ts';
import { mediaTypesOf } from '../../lib/http/keyFormats/index.ts';
import type { ProblemText } from './problemText.ts';

const typesWith = (isFit: (format: KeyFormat) => boolean) =>
  mediaTypesOf(isFit)
    .map((type) => `\`${type}\``)
    .join(', ');

/** Problems of a request that Latchkey refuses before it does anything. */
export const ofRequest = {
  'malformed-json': {
    happened: 'Latchkey could not read the body as one JSON object, so it did nothing.',
    why: [
      'The body is not JSON: for example, a comma or a quote is missing, a shell has changed the quotes, or the body was cut off.',
      'An object in the body has the same member twice. Parsers do not agree which one counts, so Latchkey does not guess.',
    ],
    toDo: [
      'Look at the place that `detail` names: the position is counted from the first character of the body.',
      'Send the body from a file (`curl -d @body.json`) if a shell may have changed it.',
    ],
  },
  'malformed-header': {
    happened: 'The header `Idempotency-Key` does not contain one usable key, so Latchkey did nothing.',
    why: [
      'The key is empty, longer than 255 characters, or has characters other than visible ASCII.',
      'The header was sent twice. Both values are then joined by a comma, which is not a key.',
    ],
    toDo: ['Send one key, for example a new UUID, with or without quotes around it.'],
  },
  'malformed-query': {
    happened: 'A query parameter is not known to this call, or its value is not valid. Latchkey did nothing.',
    why: [
      'The name is misspelt, or it is a parameter of another call. Latchkey ignores no parameter, because an ignored filter would return too much.',
      'The parameter is empty or is given twice.',
      'The `cursor` is from a list with another `tenantId` or `status`.',
      `\`profile\` was sent, and \`Accept\` asks for none of the formats that have profiles: ${typesWith(({ takesProfile }) => takesProfile)}.`,
    ],
    toDo: [
      'Correct the parameter that `detail` names.',
      'For a `cursor`, repeat the filters of the page that it is from, or begin again without it.',
    ],
  },
  unauthorized: {
    happened: 'The request has no token that allows this call, so Latchkey did nothing.',
    why: [
      'There is no `Authorization: Bearer …` header, or its token is misspelt, was removed, or belongs to another deployment.',
      'The token is valid but of the wrong kind: an operator’s token cannot create or claim, the back end’s cannot stop requests, and a link token can only read, provision and claim its onboarding and share the link. The paths under `/v1/link` take link tokens alone.',
      'A link has ended: it has expired, it or the link that it was shared from was revoked, or its onboarding was offboarded.',
      'Where callers sign (`auth=sigv4`): the function was reached without a signature that API Gateway has verified. API Gateway itself answers wrong signatures, with 403.',
    ],
    toDo: [
      'Read `detail`: it says which kind of token the call needs.',
      'Check the token with those who operate the deployment, whose settings have the SHA-256 of each valid token ([tokens](../configuration.md#tokens)). If these settings are in SSM, a new token is valid after at most five minutes.',
      'For a link, ask the vendor for a new one (`POST /v1/onboardings/{id}/link`).',
    ],
  },
  'link-may-not': {
    happened:
      'The link does not have the right for this call, or a new link cannot have the right that the request asks for. Latchkey did nothing.',
    why: [
      'The call claims the keys, but the link can only read and provision the onboarding: the keys go to the vendor.',
      'The call provisions the onboarding or shares the link, but the link does not have the right `launch`.',
      'The call shares a link that was itself shared.',
      'The request for a new link asks for the right `claim`, but `delivers` is `vendor`, which is the default.',
    ],
    toDo: [
      'If the vendor gets the keys, claim them with the back end’s token.',
      'If the tenant gets the keys, create a link with `"delivers": "tenant"`. It is valid for at most an hour.',
    ],
  },
  'operator-may-not': {
    happened: 'An operator’s token asked for a rotation that only the back end can ask for. Latchkey did nothing.',
    why: [
      'The deployment has no [recipient key of the back end](../configuration.md#the-back-ends-recipient-key). What an operator’s token rotates is sealed for this key, because such a token must not get an access key.',
      'The body has a member besides `replaces` and `userName`. The others say when the old key ends, or who gets the new one.',
    ],
    toDo: [
      'Send `replaces` and `userName` alone. The old key then works for 24 hours, and longer if something uses it; a key that AWS found in public ends at once.',
      'If the deployment has no recipient key, whoever deploys it sets `LATCHKEY_RECIPIENT_KEY` (deploy setting `recipientKey`).',
      'For anything else, rotate with the back end’s token.',
    ],
  },
  'not-found': {
    happened:
      'There is no such onboarding, tenant or access, or the token is not allowed to act for it. The answer is the same in both cases, so that a caller cannot find out what exists.',
    why: [
      'The ID is misspelt or from another deployment.',
      'The token is [limited to some tenants](../configuration.md#tokens), and this is another one.',
      'The record was erased: its tenant was erased, or the retention time is over.',
      'For calls with an account in the path: nobody has asked for access to this account yet.',
    ],
    toDo: [
      'List what the token can see: `GET /v1/onboardings?tenantId=…`.',
      'Try again with a token for all tenants, such as an operator’s, to tell the two cases apart.',
      'Where the access is missing, create it: `POST /v1/tenants/{tenantId}/access`.',
    ],
  },
  'unknown-blueprint': {
    happened:
      'The deployment has no blueprint with this name: the one in the path, or the one of the onboarding. (A wrong name in a body is `invalid-request`.)',
    why: [
      'The name is misspelt. Names are in lower case.',
      'The deployment is older than the blueprint, or a later deploy has removed it. An onboarding of a removed blueprint can only be read and offboarded.',
    ],
    toDo: [
      'Choose a name of `GET /v1/blueprints`.',
      'If the blueprint was removed by mistake, deploy it again. Onboardings of it continue then.',
    ],
  },
  'unknown-delivery': {
    happened: 'The onboarding has no webhook event with this ID, so nothing was sent.',
    why: [
      'The ID is that of another onboarding’s event, or of a test event, which is not stored.',
      'The ID is misspelt. It is the header `webhook-id` of the event.',
    ],
    toDo: ['Choose a `webhookId` of `GET /v1/onboardings/{id}/deliveries`.'],
  },
  'unknown-route': {
    happened: 'The API has no call with this path.',
    why: [
      'The path is misspelt, lacks `/v1`, or has a slash too many. `detail` suggests the right path if it can.',
      'A part of the path is empty, for example because a variable in a script is.',
    ],
    toDo: ['Compare the path with `GET /v1/openapi.json`, which lists all calls.'],
  },
  'method-not-allowed': {
    happened: 'The path exists, but not with this method.',
    why: [
      'The method is another one than the call has, such as `PUT` for `POST`.',
      'A part of the path is missing, for example because a variable in a script is empty, so that the path is that of another call.',
      'It is a CORS preflight (`OPTIONS`) of a web page whose origin the deployment does not allow.',
    ],
    toDo: [
      'Use one of the methods in the header `Allow`. They are also in `detail`.',
      'For a web page, add its origin to [`LATCHKEY_CORS_ORIGINS`](../configuration.md), and deploy.',
    ],
  },
  'not-acceptable': {
    happened: 'The `Accept` header allows no format that this answer can have. No key was created.',
    why: [
      'The call answers in JSON only. Just a create and a claim have other formats.',
      `The onboarding has several users, and these formats can hold the key of one: ${typesWith(({ holdsManyUsers }) => !holdsManyUsers)}.`,
    ],
    toDo: [
      'Omit the header to get JSON, or send one of the types that `detail` lists.',
      `For several users, use one of ${typesWith(({ holdsManyUsers }) => holdsManyUsers)}.`,
    ],
  },
  'body-too-large': {
    happened: 'The body is larger than 32 KB, which is more than any valid request needs. Latchkey did not read it.',
    why: ['Something else was sent, such as a file, or a list in the parameters or tags is far too long.'],
    toDo: ['Send a smaller body. API Gateway itself refuses bodies above 10 MB, with 413 and another format.'],
  },
  'unsupported-media-type': {
    happened: 'The header `Content-Type` does not say that the body is JSON, so Latchkey did not read it.',
    why: [
      'The header is missing. Many clients, such as `curl -d`, then send `application/x-www-form-urlencoded`.',
      'The body is a form or text.',
    ],
    toDo: ['Send `Content-Type: application/json`. A request without a body needs no such header.'],
  },
  'invalid-request': {
    happened: 'The body, or a part of the path, is not valid for this call. Nothing was created or changed.',
    why: [
      'A member is missing, has the wrong type, or has a value that is not allowed. `errors` lists all of them, each with a JSON Pointer.',
      'The body has a member that the call does not know. Latchkey ignores none, because a misspelt option would have no effect.',
      'A parameter does not exist in this blueprint, or not in this partition.',
      'A webhook’s `url` is not `https`, or leads to an address that is not public.',
    ],
    toDo: [
      'Correct each member that `errors` lists, and send the request again.',
      '`GET /v1/blueprints/{name}` has the schema of the parameters, `GET /v1/openapi.json` that of the body.',
    ],
  },
  'key-reused': {
    happened: 'The `Idempotency-Key` was sent with another request in the last 24 hours. Latchkey did nothing.',
    why: [
      'A client uses one key for several requests, for example the ID of a tenant.',
      'The request was changed between two tries: a value of the body, the path or `Prefer` differs. The order of members, white space, `null` and `Accept` do not matter.',
    ],
    toDo: [
      'To repeat a request, send exactly the request that had the key.',
      'For a new request, send a new key: one random UUID for each thing that is to be created.',
    ],
  },
} as const satisfies Readonly<Record<string, ProblemText>>;
