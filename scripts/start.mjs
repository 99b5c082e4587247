// What `npm start` runs: sees to the build and starts the server in this process. Node built-ins only, and nothing newer
// than what old versions of Node can at least read, so that they too get a clear answer.
import process from 'node:process';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Keyholder needs Node.js 20.19 or later; this is ${process.versions.node}. Install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

const { BuildError, build, requireDependencies } = await import('./build.mjs');
try {
  requireDependencies();
  await build();
} catch (error) {
  console.error(error instanceof BuildError ? error.message : error);
  process.exit(1);
}
await import('../dist/src/main.js');
