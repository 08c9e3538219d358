declare module 'libmime' {
  interface StructuredValue {
    readonly value: string
    readonly params: Readonly<Record<string, string>>
  }
  const libmime: {
    decodeWords(value: string): string
    parseHeaderValue(value: string): StructuredValue
  }
  export default libmime
}

declare module 'libmime/lib/charset.js' {
  const charset: { decode(bytes: Uint8Array, charset?: string): string }
  export default charset
}
