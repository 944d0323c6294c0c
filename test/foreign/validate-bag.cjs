const { verify } = require('bagit-tools');

// `node validate.cjs BAG`: exit 0 when bagit-tools finds a valid bag of BagIt 1.0; one line for each of its checks.
verify(process.argv[2], { version: '1.0' }, (error, valid, results) => {
  if (error) throw error;
  for (const { type, ok, name } of results) if (type === 'assert') console.log(`${ok ? 'ok' : 'not ok'} ${name}`);
  process.exitCode = valid ? 0 : 1;
});
