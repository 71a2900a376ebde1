const isLong = require('./isLong.cjs');

/** Filter of jest for `npm test`. */
module.exports = (paths) => ({ filtered: paths.filter((path) => !isLong(path)) });
