export * from './understanding.ts'
