import { buildIfChanged } from './build.mjs'
import { helpText } from './help.mjs'
import { installIfNeeded } from './install.mjs'
import { refuseUsedPort } from './port.mjs'
import { Refusal } from './refusal.mjs'
import { addressOf, serve } from './server.mjs'

/** Everything `npm start` does, in order; the first thing that cannot be done ends it with one line and code 1. */
export async function start(args, environment, root) {
  try {
    const unknown = args.find((arg) => !['--help', '-h', '--verbose'].includes(arg))
    if (unknown !== undefined) throw new Refusal(`Unknown option ${unknown}. Try --help.`)
    if (args.includes('--help') || args.includes('-h')) return console.log(helpText())
    if (args.includes('--verbose') || npmIsVerbose(environment)) environment.BT_LOG_LEVEL = 'debug'
    // Before the build: nobody should wait a minute to hear that the port is taken.
    await refuseUsedPort(addressOf(environment))
    await installIfNeeded(root)
    await buildIfChanged(root)
    await serve(root, environment)
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error)
    process.exit(1)
  }
}

// npm keeps `--verbose` in `npm start --verbose` for itself and leaves only this trace.
function npmIsVerbose(environment) {
  return environment.npm_config_loglevel === 'verbose'
}
