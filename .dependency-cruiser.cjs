/** What may import what. Imports run one way: handlers → lib → catalog. */
const deployed = '^(handlers|lib|catalog)/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-circular', 'Whoever reads a file should be able to stop somewhere.', {}, { circular: true }),
    rule(
      'no-unresolvable',
      'An import that leads nowhere escapes every other rule here.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'domain-knows-no-infrastructure',
      'The top level of lib/ is the domain: neither the AWS SDK, nor middy, nor what is built on them.',
      { path: '^lib/[^/]+$' },
      { path: '^lib/(gateways|http)/|node_modules/(@aws-sdk|@smithy|@middy|@aws-lambda-powertools)/' },
    ),
    rule(
      'gateways-by-deps',
      'Gateways are built in lib/gateways/deps.ts, and webhookDeps.ts, alone; what else needs one is given it. config.ts is for whoever starts.',
      { pathNot: '^(lib/gateways|test|bench)/' },
      { path: '^lib/gateways/', pathNot: '^lib/gateways/(deps|webhookDeps|config)\\.ts$' },
    ),
    rule(
      'lib-is-given-its-gateways',
      'Not even deps.ts and config.ts: nothing in lib/ but a gateway imports a gateway.',
      { path: '^lib/', pathNot: '^lib/gateways/' },
      { path: '^lib/gateways/' },
    ),
    rule(
      'catalog-is-data',
      'A blueprint could as well be a JSON file: it knows its schema, and nothing that runs.',
      { path: '^catalog/' },
      { pathNot: '^catalog/|node_modules/zod/' },
    ),
    rule('lib-below-handlers', 'Imports run one way.', { path: '^lib/' }, { path: '^handlers/' }),
    rule(
      'handlers-apart',
      'One file per function: what two of them share lives in lib/.',
      { path: '^handlers/' },
      { path: '^handlers/' },
    ),
    rule(
      'deployed-is-self-contained',
      'The laptop, the checks, the benchmarks and the tests are not deployed.',
      { path: deployed },
      { path: '^(local|scripts|bench|test|infra|events|docs)/' },
    ),
    rule(
      'deployed-needs-no-dev-dependency',
      'What is bundled is a dependency. Types of a development dependency leave nothing behind.',
      { path: deployed },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'deployed-takes-no-copyleft',
      'Whoever deploys Latchkey must be free to keep their changes.',
      { path: deployed },
      { license: '(?:^|[^A-Z])(?:A|L)?GPL|MPL|EUPL|CDDL|EPL|OSL|SSPL|CC-BY-SA' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.serverless|\\.latchkey)/' },
    // An `import type` is an import here.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
