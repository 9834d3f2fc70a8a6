// Required before a program: at its end its peak memory, in kilobytes as the kernel counts them, stands in a file.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.KEYTURN_PEAK_MEMORY, String(process.resourceUsage().maxRSS));
});
