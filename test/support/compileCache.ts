/**
 * The environment variable with which a process uses what other processes of the tests have compiled, for processes
 * that do not inherit the environment of the tests. `makeTemporaryFolder.cjs` sets it. A process that only starts has a
 * third of the CPU time with it.
 */
export const compileCache = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };
