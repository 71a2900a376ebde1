import { readConfig } from '../../lib/gateways/config/config.ts';
import { localEnvironment } from '../../local/environment.ts';
import { sha256 } from '../support/sha256.ts';

test('the local stack accepts its own token, and tokens that are limited to some tenants', () => {
  const given = { LATCHKEY_API_TOKEN_HASHES: `backend=${sha256('other')}:acme|globex` };
  const { tokens } = readConfig(localEnvironment('http://127.0.0.1:1', 'own', given));
  expect(tokens.filter(({ kind }) => kind === 'vendor')).toEqual([
    { kind: 'vendor', name: 'local', sha256: sha256('own'), tenants: undefined },
    { kind: 'vendor', name: 'backend', sha256: sha256('other'), tenants: ['acme', 'globex'] },
  ]);
});
