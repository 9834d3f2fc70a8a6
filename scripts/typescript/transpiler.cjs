// What ts-node has for a compiler (register.cjs). See https://typestrong.org/ts-node/docs/transpilers
const { translate } = require('./translate.cjs');

exports.create = () => ({ transpile: (code, { fileName }) => translate(code, fileName) });
