/** The lines between `begin` and `end` of the old Unix encoding as bytes; null when the text holds no such lines. */
export function decodeUuencode(text: string): Buffer | null {
  const lines = text.split('\n')
  const begin = lines.findIndex((line) => /^begin [0-7]{3,4} /.test(line))
  if (begin < 0) return null
  const pieces: Buffer[] = []
  for (let at = begin + 1; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').replace(/\r$/, '')
    if (line === 'end' || line === '') break
    pieces.push(decodeLine(line))
  }
  return Buffer.concat(pieces)
}

/** The first character counts the bytes, each four that follow hold three. */
function decodeLine(line: string): Buffer {
  const length = sixBits(line, 0)
  const bytes = Buffer.alloc(Math.ceil(length / 3) * 3)
  for (let out = 0, at = 1; out < length; out += 3, at += 4) {
    const [a, b, c, d] = [sixBits(line, at), sixBits(line, at + 1), sixBits(line, at + 2), sixBits(line, at + 3)]
    bytes[out] = (a << 2) | (b >> 4)
    bytes[out + 1] = (b << 4) | (c >> 2)
    bytes[out + 2] = (c << 6) | d
  }
  return bytes.subarray(0, length)
}

function sixBits(line: string, at: number): number {
  return at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0
}
