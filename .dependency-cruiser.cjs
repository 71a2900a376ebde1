/** What may import what. Imports run one way: handlers → lib → catalog. */
const deployed = '^(handlers|lib|catalog)/';

const copyleft = '(?:^|[^A-Z])(?:A|L)?GPL|MPL|EUPL|CDDL|EPL|OSL|SSPL|CC-BY-SA';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The file rooms.json of a folder says for each room which others it may import, and which of its files are public. */
const roomRules = (folder, prefix = '') =>
  Object.entries(require(`./${folder}/rooms.json`)).flatMap(([room, { mayImport, publicFiles }]) => [
    rule(
      `${prefix}${room}-imports`,
      `${folder}/${room}/ may import ${mayImport.length === 0 ? 'no other room' : mayImport.join(', ')}.`,
      { path: `^${folder}/${room}/` },
      { path: `^${folder}/(?!(${[room, ...mayImport].join('|')})/)[^/]+/` },
    ),
    rule(
      `${prefix}${room}-public`,
      `Outside ${folder}/${room}/ only its public files may be imported. What only its own files need stays inside.`,
      { pathNot: `^(${folder}/${room}|test)/` },
      { path: `^${folder}/${room}/`, pathNot: `^${folder}/${room}/(${publicFiles.join('|')})\\.ts$` },
    ),
  ]);

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
      'infrastructure-in-gateways-and-http',
      'The AWS SDK is called in lib/gateways/ alone, and middy in lib/http/: the domain knows neither.',
      { path: '^lib/', pathNot: '^lib/(gateways|http)/' },
      { path: 'node_modules/(@aws-sdk|@smithy|@middy|@aws-lambda-powertools)/' },
    ),
    rule(
      'no-utils',
      'A file is in the room of what it is about, and its name says what that is.',
      {},
      { path: '(^|/)(utils?|helpers?|common|misc|shared)(/|\\.)', pathNot: 'node_modules|^client/generated/' },
    ),
    ...roomRules('lib'),
    ...roomRules('authoring', 'authoring-'),
    rule(
      'catalog-is-data',
      'A blueprint could as well be a JSON file: it knows its schema, and nothing that runs.',
      { path: '^catalog/' },
      { pathNot: '^catalog/|node_modules/zod/' },
    ),
    rule(
      'authoring-knows-blueprints-only',
      'What the author of a blueprint uses needs the language of blueprints, what explains their permissions, and the stack.',
      { path: '^authoring/' },
      {
        path: '^(bench|cli|client|docs|events|examples|handlers|infra|local|scripts|test|web)/|^lib/(?!(core|blueprints|preview)/|access/stackProblems)',
      },
    ),
    rule(
      'authoring-takes-no-copyleft',
      'It is in the command line that is published.',
      { path: '^(authoring|cli)/' },
      { license: copyleft },
    ),
    rule('lib-below-handlers', 'Imports run one way.', { path: '^lib/' }, { path: '^handlers/' }),
    rule(
      'handlers-apart',
      'One file per function: what two of them share lives in lib/.',
      { path: '^handlers/' },
      { path: '^handlers/' },
    ),
    rule(
      'client-is-self-contained',
      'Whoever installs the client gets nothing else: no package, no module of Node, nothing of the service.',
      { path: '^client/' },
      { pathNot: '^client/' },
    ),
    rule(
      'client-public',
      'Outside client/ only its index may be imported: it is what the package exports.',
      { pathNot: '^(client|test)/' },
      { path: '^client/', pathNot: '^client/index\\.ts$' },
    ),
    rule(
      'examples-use-the-client-only',
      'An example is what a vendor can copy: of this repository it needs the client.',
      { path: '^examples/' },
      { path: '^(authoring|catalog|cli|handlers|infra|lib|local|scripts|test)/' },
    ),
    rule(
      'deployed-is-self-contained',
      'The command line, what authors use, the laptop, the checks, the benchmarks and the tests are not deployed.',
      { path: deployed },
      { path: '^(authoring|cli|client|examples|local|scripts|bench|test|infra|events|docs)/' },
    ),
    rule(
      'cli-calls-the-client',
      'The command line talks to the service through the client alone. Of the service it has only the forms of keys.',
      { path: '^cli/' },
      {
        path: '^(handlers|lib|local|scripts|bench|infra)/',
        pathNot: '^lib/http/(keyFormats/|profileNames|configSection)|^local/defaults',
      },
    ),
    rule(
      'web-calls-the-client',
      'The pages run in a browser: they have lit, the client, through which they talk to the service, and the forms of keys.',
      { path: '^web/' },
      {
        pathNot:
          '^web/|^client/index\\.ts$|^lib/http/(keyFormats/|profileNames)|node_modules/(lit|lit-html|lit-element|@lit/)',
      },
    ),
    rule(
      'web-is-for-browsers',
      'What is in web/ runs only in a browser.',
      { pathNot: '^(web|test)/' },
      { path: '^web/' },
    ),
    rule(
      'cli-commands-last',
      'Only the list of commands imports commands, and a group of commands its own.',
      { path: '^cli/', pathNot: '^cli/(routes\\.ts|commands/)' },
      { path: '^cli/commands/' },
    ),
    rule(
      'cli-rooms',
      'The commands use these rooms of cli/, which know no command. cli/files/ is for the others.',
      { path: '^cli/(keys|profile|signing|completion|files)/' },
      { path: '^cli/(?!(files|$1)/|profile/(connection|profileNames)\\.ts$)' },
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
      { license: copyleft },
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
