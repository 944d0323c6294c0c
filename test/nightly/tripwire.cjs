// Loaded before the command (NODE_OPTIONS=--require): writes a line for every attempt to use the network.
const { appendFileSync } = require('node:fs');
const tripped = process.env.CASEFILE_TEST_TRIPWIRE;
const wire = (object, name, label) => {
  const original = object[name];
  object[name] = function (...args) {
    appendFileSync(tripped, `${label}\n`);
    return original.apply(this, args);
  };
};
const net = require('node:net');
const dns = require('node:dns');
const dgram = require('node:dgram');
wire(net.Socket.prototype, 'connect', 'net.connect');
wire(net.Server.prototype, 'listen', 'net.listen');
wire(dgram, 'createSocket', 'dgram.createSocket');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse']) {
  wire(dns, name, `dns.${name}`);
  wire(dns.promises, name, `dns.promises.${name}`);
}
wire(globalThis, 'fetch', 'fetch');
