import { join, resolve } from 'node:path';
import { openStackStore } from '../cloudformation/stackStore.ts';
import { createFaults } from '../sandbox/faults.ts';
import { createSandbox } from '../sandbox/index.ts';
import type { LagOptions } from '../sandbox/lag/profile.ts';
import { createPace } from '../sandbox/lag/pace.ts';
import { createLauncher } from '../sandbox/launch.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { localRegion } from '../region.ts';
import { vendorAccountId } from '../sandbox/vendor.ts';
import { createCallLog } from './calls.ts';
import { releaseDirectory, reserveDirectory } from './dataDirectory.ts';
import { startDynamoDb } from './dynamodb.ts';
import { readInfrastructure } from './infra.ts';
import { applyAsItIs, type Interpose } from './interpose.ts';
import { openPort, portOf, type Backend } from './port.ts';
import { startSqs } from './sqs.ts';

export interface AwsOptions {
  /** 0: any free port. */
  readonly port: number;
  /** The directory for the state, or `:memory:`. */
  readonly dataDir: string;
  /**
   * The CloudFormation templates by file name: `/_sandbox/templates/` serves them, and `/_sandbox/launch` can launch
   * them.
   */
  readonly templates: ReadonlyMap<string, string>;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  /**
   * How long changes to IAM, STS and CloudFormation take to become visible. By default they are visible immediately.
   * Does not apply to a `sandbox` that is passed in.
   */
  readonly lag?: LagOptions | undefined;
  /** Replaces the emulator of IAM and STS, for a test that observes every call. */
  readonly sandbox?: Sandbox;
  /** The account that has the tables and queues. Default: the vendor's account. */
  readonly accountId?: string;
  /** Is called for each signed call and can change or drop it, for a test. By default every call is executed. */
  readonly interpose?: Interpose;
}

/** STS, IAM, DynamoDB and SQS on one port of 127.0.0.1, in this thread or in another one. */
export interface RunningAws {
  readonly url: string;
  readonly port: number;
  /** Deletes all accounts, stacks, table items, messages, faults and logged calls. */
  readonly clear: () => Promise<void>;
  /** Sets the function that `POST /_sandbox/reset` calls instead of `clear`. */
  onReset(reset: () => Promise<void>): void;
  close(): Promise<void>;
}

/** A local AWS in this thread. */
export interface LocalAws extends RunningAws {
  /** Returns how many iterators of DynamoDB's store are open. While no call is in progress, none should be. */
  openIterators(): number;
}

/**
 * Starts the local AWS with the tables and queues of `infra/`.
 * @throws if the port or the directory is in use, or if a file of `infra/` has an unknown format.
 */
export async function startAws({
  port: wantedPort,
  dataDir,
  templates,
  clock = Date.now,
  lag,
  sandbox: given,
  accountId = vendorAccountId,
  interpose = applyAsItIs,
}: AwsOptions): Promise<LocalAws> {
  let backend: Backend | undefined;
  let closed = false;
  const directory = dataDir === ':memory:' ? undefined : resolve(dataDir);
  const server = await openPort(wantedPort, () => backend);
  try {
    const port = portOf(server);
    if (directory !== undefined) await reserveDirectory(directory, port);
    const infrastructure = readInfrastructure(resolve('infra'), accountId, localRegion);
    const sandbox = given ?? createSandbox({ dataDir: directory ?? ':memory:', clock, lag });
    const stacks = openStackStore(directory === undefined ? undefined : join(directory, 'stacks.json'));
    const dynamoDb = startDynamoDb(
      directory === undefined ? undefined : join(directory, 'dynamodb'),
      infrastructure.tables,
    );
    const sqs = startSqs(port, accountId, localRegion, infrastructure.queues);
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
    backend = {
      services: {
        sandbox,
        dynamoDb,
        sqs,
        faults,
        calls,
        interpose,
        vendorAccountId: accountId,
        clock,
        isClosed: () => closed,
      },
      controls: {
        faults,
        calls,
        launcher,
        sandbox,
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
      openIterators: () => dynamoDb.openIterators(),
      close: async () => {
        closed = true;
        await closeServer();
        await dynamoDb.close();
        if (directory !== undefined) releaseDirectory(directory);
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
