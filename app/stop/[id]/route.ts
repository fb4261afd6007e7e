import { commandRoute } from '@/lib/api/command-route'

// GET or POST /stop/ID – drop the peers and leave the queue; what is on disk stays
export const { GET, POST, HEAD } = commandRoute('stop')
