import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineFor } from '../../support/commandLine.ts';

const url = 'https://latchkey.example.com';
const secretToken = 'canary-of-the-token';
const file = (home: string) => join(home, '.config', 'latchkey', 'config');

test('stores the address and a token from stdin, for a later command', async () => {
  const { home, latchkey } = commandLineFor();
  const ran = await latchkey(`configure --profile prod --url ${url} --token-stdin`, { stdin: `${secretToken}\n` });
  expect(ran).toEqual({ code: 0, stdout: '', stderr: `Stored as the profile prod in ${file(home)}.\n` });
  expect(statSync(file(home)).mode & 0o777).toBe(0o600);
  const sent: (string | null)[] = [];
  await latchkey('health --profile prod', {
    fetch: (request) => {
      sent.push(request.url, request.headers.get('authorization'));
      return Promise.resolve(Response.json({ status: 'ok', auth: 'token' }));
    },
  });
  expect(sent[0]).toBe(`${url}/v1/health`);
});

test('asks a person at a terminal for what is missing', async () => {
  const { home, latchkey } = commandLineFor();
  const asked: string[] = [];
  const answer = (text: string) => (question: string) => {
    asked.push(question);
    return Promise.resolve(text);
  };
  const questions = { text: answer(url), secret: answer(secretToken), confirm: () => Promise.resolve(true) };
  const { code, stdout, stderr } = await latchkey('configure --operator', { questions, isTerminal: true });
  expect({ code, asked }).toEqual({ code: 0, asked: ['Address of the API', 'Token of the operator'] });
  expect(readFileSync(file(home), 'utf8')).toContain(secretToken);
  expect(stdout + stderr).not.toContain(secretToken);
});

test('stores no token where callers sign', async () => {
  const { home, latchkey } = commandLineFor();
  expect((await latchkey(`configure --url ${url} --sigv4 --region eu-west-1`)).code).toBe(0);
  expect(readFileSync(file(home), 'utf8')).toMatch(/^\[default\]\nurl = .*\nauth = sigv4\nregion = eu-west-1\n$/);
});

test('a wrong token is refused without being shown', async () => {
  const { latchkey } = commandLineFor();
  const { code, stderr } = await latchkey(`configure --url ${url} --token-stdin`, { stdin: `${secretToken} \u0000x` });
  expect(code).toBe(2);
  expect(stderr).not.toContain(secretToken);
});
