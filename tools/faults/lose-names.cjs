/**
 * `node -r tools/faults/lose-names.cjs`: hosts below .mesh.test are known to the process as the JSON file NAMES_FILE says
 * at the moment of asking; a name that it lacks is unknown, as when the name server is away. Other hosts are not touched.
 */
const dns = require('node:dns');
const { readFileSync } = require('node:fs');

const real = dns.lookup;
const file = process.env.NAMES_FILE;

dns.lookup = function lookup(hostname, options, callback) {
  if (!hostname.endsWith('.mesh.test')) return real.apply(dns, arguments);
  const answer = typeof options === 'function' ? options : callback;
  const address = JSON.parse(readFileSync(file, 'utf8'))[hostname];
  process.nextTick(() => {
    if (address === undefined) answer(unknown(hostname));
    else if (options.all) answer(null, [{ address, family: 4 }]);
    else answer(null, address, 4);
  });
};

const unknown = (hostname) =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    code: 'ENOTFOUND',
    errno: -3008,
    syscall: 'getaddrinfo',
    hostname,
  });
