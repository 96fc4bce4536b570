/**
 * What `electron [options] FOLDER [arguments]` does in a plain Electron, for a runtime that was taken out of a packaged
 * program: loads the modules given with -r, then the program in the folder (or file).
 */
const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const modules = [];
let target;
for (let i = 1; i < process.argv.length; i += 1) {
  const word = process.argv[i];
  if (word === '-r' || word === '--require') {
    i += 1;
    modules.push(process.argv[i]);
  } else if (!word.startsWith('-') && target === undefined) {
    target = path.resolve(word);
  }
}

if (target === undefined) {
  process.stderr.write('usage: electron [options] FOLDER [arguments]\n');
  app.exit(2);
} else {
  let entry = target;
  if (fs.statSync(target).isDirectory()) {
    const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
    entry = path.join(target, manifest.main);
    app.setName(manifest.productName ?? manifest.name);
    if (manifest.version !== undefined) app.setVersion(manifest.version);
    app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
    app.setAppPath(target);
  }
  Module._preloadModules(modules);
  Module._load(entry, module, true);
}
