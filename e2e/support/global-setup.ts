import { buildIfChanged } from '../../scripts/lib/build.mjs'
import { projectRoot } from './project'

/** Specs test what the sources say: a build that is older than they are would be another program. */
export default async function buildOnce(): Promise<void> {
  await buildIfChanged(projectRoot)
}
