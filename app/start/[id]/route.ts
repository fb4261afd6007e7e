import { commandRoute } from '@/lib/api/command-route'

// GET or POST /start/ID – begin, or go on after a stop
export const { GET, POST, HEAD } = commandRoute('start')
