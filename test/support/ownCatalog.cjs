const { writeFileSync } = require('node:fs');

/**
 * Writes the module of the catalogue for the tests of a vendor's own blueprints: those in the folder LATCHKEY_BLUEPRINTS,
 * beside the examples, which many tests are about. `makeTemporaryFolder.cjs` runs it.
 */
async function main(file) {
  const { catalogModule, readOwnBlueprints } = await import('../../authoring/ownBlueprints.ts');
  const folder = process.env.LATCHKEY_BLUEPRINTS;
  writeFileSync(file, catalogModule(await readOwnBlueprints({ folder, exampleBlueprints: 'on' })));
}

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
