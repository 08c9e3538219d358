import { connect, createServer, type Socket } from 'node:net'

/** What a proxy does with what a client sends: hand it on, cut before that, or hand it on and cut before the answer. */
export type OnClientData = (text: string, connection: { tail: string }) => 'pass' | 'cut-before' | 'cut-after'

/** A proxy on loopback before a server, to make its links fail. */
export interface TcpProxy {
  readonly port: number
  /** Connections made so far. */
  readonly connections: number
  /** Connections refused so far. */
  readonly refused: number
  /** Bytes vanish both ways while the sockets stay: a half-open link. */
  blackhole(on: boolean): void
  /** New connections are closed at once. */
  refuse(on: boolean): void
  onClientData(action: OnClientData): void
  /** Sees what the server sends, before the client does. */
  onServerData(listener: (text: string) => void): void
  /** Cuts every link there is. */
  cut(): void
  close(): Promise<void>
}

/** Starts a proxy before a port of loopback. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const state = {
    hole: false,
    refusing: false,
    made: 0,
    refused: 0,
    action: (() => 'pass') as OnClientData,
    listener: (_: string) => {},
  }
  const links = new Set<() => void>()
  const server = createServer((client) => {
    if (state.refusing) {
      state.refused++
      client.destroy()
      return
    }
    state.made++
    link(client, connect(target, '127.0.0.1'), state, links)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const cut = () => {
    for (const end of [...links]) end()
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get connections() {
      return state.made
    },
    get refused() {
      return state.refused
    },
    blackhole: (on) => {
      state.hole = on
    },
    refuse: (on) => {
      state.refusing = on
    },
    onClientData: (action) => {
      state.action = action
    },
    onServerData: (listener) => {
      state.listener = listener
    },
    cut,
    close: async () => {
      state.hole = false
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      cut()
      await closed
    },
  }
}

interface ProxyState {
  readonly hole: boolean
  readonly action: OnClientData
  readonly listener: (text: string) => void
}

function link(client: Socket, server: Socket, state: ProxyState, links: Set<() => void>): void {
  const connection = { tail: '' }
  let mute = false
  const end = () => {
    links.delete(end)
    client.destroy()
    server.destroy()
  }
  links.add(end)
  client.on('data', (bytes) => {
    if (state.hole) return
    connection.tail = (connection.tail + bytes.toString('latin1')).slice(-64)
    const action = state.action(bytes.toString('latin1'), connection)
    if (action === 'cut-before') return end()
    if (action === 'cut-after') {
      mute = true
      server.once('data', end)
    }
    server.write(bytes)
  })
  server.on('data', (bytes) => {
    state.listener(bytes.toString('latin1'))
    if (!state.hole && !mute) client.write(bytes)
  })
  for (const socket of [client, server]) {
    socket.on('error', () => {})
    socket.on('close', () => {
      if (!state.hole) end()
    })
  }
}

/** Acts on the final dot of a message in an unencrypted SMTP session (RFC 5321 §4.1.1.4). */
export function atFinalDot(action: 'cut-before' | 'cut-after'): OnClientData {
  return (_, { tail }) => (/\r\n\.\r\n(?:QUIT\r\n)?$/.test(tail) ? action : 'pass')
}
