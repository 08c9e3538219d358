import { z } from 'zod'

/** Ways to reach a person. `whatsapp` and `web` are words of the design that no edge serves yet. */
export const CHANNELS = ['email', 'telegram', 'whatsapp', 'web'] as const
export const channelSchema = z.enum(CHANNELS)
export type Channel = z.infer<typeof channelSchema>
