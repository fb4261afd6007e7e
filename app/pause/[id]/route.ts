import { commandRoute } from '@/lib/api/command-route'

// GET or POST /pause/ID – keep the data and the place, drop the peers
export const { GET, POST, HEAD } = commandRoute('pause')
