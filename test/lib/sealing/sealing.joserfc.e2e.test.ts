import { spawnSync } from 'node:child_process';
import { recipientKeyBody } from '../../../lib/http/request/recipientKeyBody.ts';
import { recipientKeyErrors, seal } from '../../../lib/sealing/sealing.ts';
import { newRecipient, type RecipientKind } from '../../support/recipientKeys.ts';

/** Opens a JWE with Python's joserfc (pypi.org/project/joserfc), which shares no code with what sealed it. */
const script = `
import json, sys
from joserfc import jwe
from joserfc.jwk import ECKey, OKPKey, RSAKey
given = json.load(sys.stdin)
key = {"EC": ECKey, "OKP": OKPKey, "RSA": RSAKey}[given["key"]["kty"]].import_key(given["key"])
opened = jwe.decrypt_compact(given["jwe"], key, algorithms=[given["alg"], "A256GCM"])
print(json.dumps({"cty": opened.headers()["cty"], "text": opened.plaintext.decode()}))
`;
const python = (input: string, code = script) => spawnSync('python3', ['-c', code], { input, encoding: 'utf8' });
const isInstalled = python('', 'import joserfc.jwe').status === 0;

(isInstalled ? test : test.skip).each<[RecipientKind, string]>([
  ['P-256', 'ECDH-ES'],
  ['P-256', 'ECDH-ES+A256KW'],
  ['X25519', 'ECDH-ES'],
  ['X25519', 'ECDH-ES+A256KW'],
  ['RSA', 'RSA-OAEP-256'],
])('joserfc opens what is sealed for a %s key by %s', async (kind, alg) => {
  const { jwk, privateKey } = newRecipient(kind, { alg });
  const key = recipientKeyBody.parse(jwk);
  expect(recipientKeyErrors(key)).toEqual([]);
  const jwe = await seal(key, 'a name', 'text/csv', 'the keys, für zwei');
  const { stdout, stderr } = python(JSON.stringify({ key: privateKey.export({ format: 'jwk' }), jwe, alg }));
  expect([stderr, JSON.parse(stdout || 'null')]).toEqual(['', { cty: 'text/csv', text: 'the keys, für zwei' }]);
});
