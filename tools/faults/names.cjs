/**
 * `node -r tools/faults/names.cjs`: names below `.mesh.test` mean what the file NAMES_FILE says, a JSON object of names and
 * addresses, at the moment of the question. A name that is not in it cannot be found, as when the name service is away.
 */
const dns = require('node:dns');
const { readFileSync } = require('node:fs');

const real = dns.lookup;
const file = process.env.NAMES_FILE;

function lookup(name, given, answer) {
  const [options, done] = typeof given === 'function' ? [{}, given] : [given ?? {}, answer];
  if (!String(name).endsWith('.mesh.test')) return real(name, given, answer);
  const address = JSON.parse(readFileSync(file, 'utf8'))[name];
  const all = typeof options === 'object' && options.all;
  setImmediate(() => {
    if (address === undefined) return done(notFound(name));
    return all ? done(null, [{ address, family: 4 }]) : done(null, address, 4);
  });
}

const notFound = (hostname) =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    code: 'ENOTFOUND',
    errno: -3008,
    syscall: 'getaddrinfo',
    hostname,
  });

dns.lookup = lookup;
