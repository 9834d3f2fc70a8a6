// The program is the package's: what an account gets is said in its stack file and in engineers.yaml.
module.exports = require('keyturn/stacks');
