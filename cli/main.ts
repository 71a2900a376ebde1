#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { text } from 'node:stream/consumers';
import { systemClock } from './systemClock.ts';
import type { CliContext } from './context.ts';
import { Interrupted, signalNumbers } from './failures.ts';
import { terminalQuestions } from './questions.ts';
import { runCommandLine } from './runCommandLine.ts';

const { stdin, stdout, stderr, env, argv, execPath } = process;

const interrupted = new AbortController();
const isSignal = (name: string): name is keyof typeof signalNumbers => Object.hasOwn(signalNumbers, name);
for (const signal of Object.keys(signalNumbers).filter(isSignal))
  process.on(signal, () => interrupted.abort(new Interrupted(signal)));

// The reader of a pipe, such as head, has read enough. A write of keys learns of it by its callback.
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 1;
  });

const context: CliContext = {
  process: { stdout, stderr, env },
  home: homedir(),
  command: [execPath, realpathSync(argv[1] ?? '')],
  clock: systemClock,
  fetch: (request) => fetch(request),
  questions: stdin.isTTY && stderr.isTTY ? terminalQuestions({ input: stdin, output: stderr }) : undefined,
  readStdin: () => text(stdin),
  interrupted: interrupted.signal,
};

process.exitCode = await runCommandLine(argv.slice(2), context);
