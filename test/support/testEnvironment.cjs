const { TestEnvironment } = require('jest-environment-node');

const errorClasses = [Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/**
 * Jest's environment for Node.js, with what the shared packages need (see `sharePackage.cjs`): they run outside the
 * context of the test file, so that both must have the same error classes and the same environment variables.
 */
module.exports = class extends TestEnvironment {
  constructor(...options) {
    super(...options);
    const { global } = this;
    global.requireShared = require;
    // zod otherwise compiles each schema when it is first used. Each test file has schemas of its own and uses them a
    // few times, so that the compilation takes a seventh of the CPU time. Jest transforms what this file requires while
    // it is loaded, so it is required here.
    require('zod/v4/core').config({ jitless: true });
    for (const shared of errorClasses) {
      // An error that V8 itself throws in the context of the test file stays an instance of the context's own class.
      Object.setPrototypeOf(global[shared.name].prototype, shared.prototype);
      global[shared.name] = shared;
    }
    this.environment = process.env;
    this.variables = { ...process.env };
    Object.defineProperty(global.process, 'env', {
      get: () => process.env,
      set: (environment) => {
        process.env = environment;
      },
    });
  }

  // The next test file of this worker must not see the variables that this one has set.
  async teardown() {
    process.env = this.environment;
    for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name];
    Object.assign(process.env, this.variables);
    await super.teardown();
  }
};
