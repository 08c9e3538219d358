export { VirtualClock } from '../clock/virtual-clock.ts'
