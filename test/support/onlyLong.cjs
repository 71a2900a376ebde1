const isLong = require('./isLong.cjs');

/** Filter of jest for `npm run test:long`. */
module.exports = (paths) => ({ filtered: paths.filter(isLong) });
