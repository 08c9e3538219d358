declare module 'libmime' {
  interface StructuredValue {
    readonly value: string
    readonly params: Readonly<Record<string, string>>
  }
  const libmime: {
    decodeWords(value: string): string
    decodeFlowed(text: string, delSp?: boolean): string
    parseHeaderValue(value: string): StructuredValue
    charset: { decode(bytes: Uint8Array, charset?: string): string }
  }
  export default libmime
}
