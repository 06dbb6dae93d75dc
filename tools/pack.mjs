// prepack: what the package brings along, so that whoever installs it needs Node alone: the core, and every bundle that a
// build or a preview asks for.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { main, root } from './run.mjs';

// Whatever runs this: libraries come in their production form.
process.env.NODE_ENV = 'production';

await main(async () => {
  await build(['wasm']);
  const { buildProducts } = await import('../web/build/build.mjs');
  const { bundleScript, bundles } = await import('../web/build/bundle.mjs');
  const { packBundles } = await import('../web/build/packed-bundles.mjs');
  const out = await mkdtemp(join(tmpdir(), 'vi-pack-'));
  await buildProducts({ lesson: `${root}/web/author/starter`, out }).finally(() =>
    rm(out, { recursive: true }),
  );
  await bundleScript('author/preview/client.ts');
  await packBundles(bundles);
});
