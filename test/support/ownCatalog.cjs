const { readOwnBlueprints, catalogModule } = require('../../authoring/ownBlueprints.ts');

/**
 * Returns the module of the catalogue for the tests of a vendor's own blueprints: those in the folder
 * LATCHKEY_BLUEPRINTS beside the examples, which many tests are about.
 */
exports.moduleOf = ({ LATCHKEY_BLUEPRINTS: folder = '' }) =>
  catalogModule(readOwnBlueprints({ folder, exampleBlueprints: 'on' }));
