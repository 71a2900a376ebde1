import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkDestination } from '../../cli/keys/checkDestination.ts';
import type { Delivery, IssuedKeys, KeyDestination, KeyOutput, KeyStream } from '../../cli/keys/destination.ts';
import { anna, ben } from './keySamples.ts';

/** A standard output or error that keeps what is written to it. */
function collectedStream(isTTY = false) {
  const written: string[] = [];
  return {
    text: () => written.join(''),
    stream: {
      isTTY,
      on: () => undefined,
      write: (text: string, callback: (error?: Error | null) => void) => {
        written.push(text);
        callback();
      },
    },
  };
}

/** Answers of a claim, with the keys of one user and of two. */
export const annas = issued([anna]);
export const twoUsers = issued([anna, ben]);
export const secrets = [anna.secretAccessKey, ben.secretAccessKey];

function issued(keys: IssuedKeys['keys']): IssuedKeys {
  const parameters = { region: 'eu-central-1', stage: 'dev' };
  const onboarding = { id: 'ob_1', accountId: '111122223333', blueprint: 'tutum', parameters };
  return { onboarding, keys, json: JSON.stringify({ credentials: keys }) };
}

interface KeyHomeOptions extends Partial<Pick<KeyOutput, 'environment' | 'home' | 'fileCalls'>> {
  readonly stdout?: boolean;
  readonly stderr?: boolean;
  readonly output?: KeyStream;
}

/** A home directory on the disk, and the streams of a process. */
export class KeyHome {
  readonly home: string;
  readonly stdout;
  readonly stderr;
  private readonly output: KeyOutput;

  /** `stdout` and `stderr`: whether they are terminals. `output`: another standard output. */
  constructor({ stdout = false, stderr = false, home, output, ...more }: KeyHomeOptions = {}) {
    // The temporary directory of macOS is a symbolic link.
    this.home = home ?? realpathSync(mkdtempSync(join(tmpdir(), 'latchkey-home-')));
    this.stdout = collectedStream(stdout);
    this.stderr = collectedStream(stderr);
    const environment = { XDG_RUNTIME_DIR: join(this.home, 'run'), TMPDIR: this.home };
    const streams = { stdout: output ?? this.stdout.stream, stderr: this.stderr.stream };
    this.output = { environment, home: this.home, ...streams, ...more };
  }

  path(...names: readonly string[]) {
    return join(this.home, ...names);
  }

  /** Writes a file with mode 600, and creates its directory. */
  put(name: string, contents: string | Buffer, mode = 0o600) {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), contents);
    chmodSync(this.path(name), mode);
    return this.path(name);
  }

  read(name: string) {
    return readFileSync(this.path(name), 'latin1');
  }

  mode(name: string) {
    return (statSync(this.path(name)).mode & 0o777).toString(8);
  }

  /** Lists every file and link below the home directory, relative to it. */
  files(directory = ''): readonly string[] {
    const entries = readdirSync(this.path(directory), { withFileTypes: true });
    const all = entries.flatMap((entry) => {
      const name = join(directory, entry.name);
      return entry.isDirectory() ? this.files(name) : [name];
    });
    return all.sort();
  }

  /** Lists the files that contain one of the secrets. */
  withSecret() {
    const regular = this.files().filter((name) => lstatSync(this.path(name)).isFile());
    return regular.filter((name) => secrets.some((secret) => this.read(name).includes(secret)));
  }

  check(destination: KeyDestination, { keys }: Pick<IssuedKeys, 'keys'> = annas) {
    return checkDestination(
      destination,
      keys.map(({ userName }) => userName),
      this.output,
    );
  }

  /** Checks the destination and writes the keys. */
  async write(destination: KeyDestination, keys: IssuedKeys = annas): Promise<Delivery> {
    return (await this.check(destination, keys)).write(keys);
  }

  remove() {
    rmSync(this.home, { recursive: true, force: true });
  }
}
