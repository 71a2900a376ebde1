import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { openStackStore } from '../cloudformation/stackStore.ts';
import { createFaults } from '../sandbox/faults.ts';
import { createSandbox } from '../sandbox/index.ts';
import type { LagOptions } from '../sandbox/lag/profile.ts';
import { createPace } from '../sandbox/lag/pace.ts';
import { createLauncher } from '../sandbox/launch.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { vendorAccountId } from '../sandbox/vendor.ts';
import { createCallLog } from './calls.ts';
import { startDynamoDb } from './dynamodb.ts';
import { readInfrastructure } from './infra.ts';
import { applyAsItIs, type Interpose } from './interpose.ts';
import { openPort, portOf, type Behind } from './port.ts';
import { startSqs } from './sqs.ts';

export interface AwsOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Directory for what has to survive, or `:memory:`. */
  readonly dataDir: string;
  /** File name to body: what `/_sandbox/templates/` serves and `/_sandbox/launch` launches. */
  readonly templates: ReadonlyMap<string, string>;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  /** How late IAM, STS and CloudFormation are, a sandbox that is given excepted; by default everything is seen at once. */
  readonly lag?: LagOptions | undefined;
  readonly sandbox?: Sandbox;
  readonly interpose?: Interpose;
}

/** STS, IAM, DynamoDB and SQS on one port of 127.0.0.1. */
export interface LocalAws {
  readonly url: string;
  readonly port: number;
  /** Empties everything: accounts, stacks, tables, queues, faults, calls. */
  readonly clear: () => Promise<void>;
  /** What `POST /_sandbox/reset` does instead of a mere `clear`. */
  onReset(reset: () => Promise<void>): void;
  close(): Promise<void>;
}

export const localRegion = 'us-east-1';

/**
 * Starts the local AWS: the tables and queues of `infra/` are there when it is up.
 * @throws when the port is taken, the directory is in use, or `infra/` does not say what it should.
 */
export async function startAws({
  port: wantedPort,
  dataDir,
  templates,
  clock = Date.now,
  lag,
  sandbox: given,
  interpose = applyAsItIs,
}: AwsOptions): Promise<LocalAws> {
  let behind: Behind | undefined;
  let closed = false;
  const directory = dataDir === ':memory:' ? undefined : resolve(dataDir);
  const server = await openPort(wantedPort, () => behind);
  try {
    const port = portOf(server);
    if (directory !== undefined) await takeDirectory(directory, port);
    const infrastructure = readInfrastructure(resolve('infra'), vendorAccountId, localRegion);
    const sandbox = given ?? createSandbox({ dataDir: directory ?? ':memory:', clock, lag });
    const stacks = openStackStore(directory === undefined ? undefined : join(directory, 'stacks.json'));
    const dynamoDb = startDynamoDb(
      directory === undefined ? undefined : join(directory, 'dynamodb'),
      infrastructure.tables,
    );
    const sqs = startSqs(port, vendorAccountId, localRegion, infrastructure.queues);
    const faults = createFaults();
    const calls = createCallLog();
    const pace = lag === undefined ? undefined : createPace(lag);
    const launcher = createLauncher(sandbox, templates, stacks, { pace, clock });
    await dynamoDb.createTables();
    const clear = async () => {
      faults.clear();
      launcher.clear();
      await sandbox.clear();
      await dynamoDb.clear();
      sqs.clear();
      calls.clear();
    };
    let reset = clear;
    behind = {
      services: { sandbox, dynamoDb, sqs, faults, calls, interpose, vendorAccountId, clock, isClosed: () => closed },
      controls: {
        faults,
        calls,
        launcher,
        templates,
        reset: () => reset(),
        dataDir: directory ?? dataDir,
      },
    };
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      clear,
      onReset: (instead) => {
        reset = instead;
      },
      close: async () => {
        closed = true;
        await closeServer();
        await dynamoDb.close();
        if (directory !== undefined) rmSync(join(directory, portFile), { force: true });
      },
    };
  } catch (error) {
    await closeServer();
    throw error;
  }

  function closeServer(): Promise<void> {
    return new Promise((done) => {
      server.close(() => {
        done();
      });
      server.closeAllConnections();
    });
  }
}

const portFile = 'aws-port';

/** Two processes on one directory would overwrite each other's state; the one before says at which port it lives. */
async function takeDirectory(directory: string, port: number): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const other = readPort(join(directory, portFile));
  if (other !== undefined && other !== port && (await servesDirectory(other, directory))) {
    throw new Error(
      `DATA_DIR ${directory} is in use by another local stack (its AWS port is ${other}): stop that one, or set DATA_DIR to another directory.`,
    );
  }
  writeFileSync(join(directory, portFile), String(port));
}

function readPort(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

async function servesDirectory(port: number, directory: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_sandbox/data`, { signal: AbortSignal.timeout(1000) });
    return z.object({ dataDir: z.string() }).parse(await answer.json()).dataDir === directory;
  } catch {
    return false;
  }
}
