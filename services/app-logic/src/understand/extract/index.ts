export { type DemoContext, type DemoWish, type OfferedSlot, readDemoWish } from './demo-wish.ts'
export { holidaysOf, nextWorkingDay } from './holidays.ts'
export { extractRedirect, type RedirectContext, type RedirectReading } from './redirect.ts'
export { extractUntil, type UntilContext, type UntilReading } from './until.ts'
