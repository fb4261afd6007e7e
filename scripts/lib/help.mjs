/** Every variable that `npm start` reads: name, default, meaning. README.md and lib/config list the same. */
export const variables = [
  ['BT_HOST', '127.0.0.1', 'address to listen on; 0.0.0.0 is every address of this machine'],
  ['BT_PORT', '8081', 'port to listen on'],
  ['BT_DATA_DIR', 'downloads', "the registry's state"],
  ['BT_DOWNLOAD_DIR', 'BT_DATA_DIR', 'where new downloads go'],
  ['BT_DOWNLOAD_ROOTS', 'anywhere', 'folders, separated as in PATH, that download folders must lie in'],
  ['BT_LOG_LEVEL', 'info', 'error, warn, info or debug'],
  ['BT_MAX_CONCURRENT_DOWNLOADS', '5', 'how many run at once; the others wait in a queue'],
  ['BT_SPEED_LIMIT', '0', 'KB/s down for all downloads together; 0 is unlimited'],
  ['BT_UPLOAD_LIMIT', '0', 'KB/s up for all downloads together; 0 is unlimited'],
  ['BT_SIM_SEED', 'bittorrent-me', 'the simulated swarm is drawn from this'],
  ['BT_SIM_PROFILE', 'home', 'home, slow or lan (as fast as this machine writes)'],
  ['BT_SIM_SPEED', '1', 'simulated seconds that pass in one second, up to 1000'],
]

/** What `npm start -- --help` prints. */
export function helpText() {
  const rows = variables.map(([name, fallback, meaning]) => `  ${name.padEnd(29)}${meaning} (${fallback})`)
  return [
    'Usage: npm start [-- --verbose | --help]',
    '',
    'Installs and builds what is missing or has changed, then serves.',
    '--verbose is BT_LOG_LEVEL=debug. The environment configures the rest:',
    '',
    ...rows,
  ].join('\n')
}
