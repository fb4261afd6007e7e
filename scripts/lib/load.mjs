import path from 'node:path'
import { runnerImport } from 'vite'

/** The exports of a TypeScript module of the project, named by its path from the root. */
export async function loadModule(root, file) {
  const options = { root, configFile: false, logLevel: 'error', resolve: { alias: { '@': root } } }
  const { module } = await runnerImport(path.join(root, file), options)
  return module
}
