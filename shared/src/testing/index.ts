export { VirtualClock } from '../clock/virtual-clock.ts'
export * from './documents.ts'
export { queueContract, type TestStore } from './queue-contract.ts'
export { storeContract } from './store-contract.ts'
