import { z } from 'zod'
import { accountSettingsSchema } from './account.ts'
import { campaignSchema } from './campaign.ts'

/** What `client-utils init FILE` loads: accounts, product knowledge and campaigns of a fresh installation. */
export const initDataSchema = z
  .strictObject({
    $schema: z.string().optional(),
    accounts: z.array(accountSettingsSchema).min(1),
    /** The first campaign is the default one. */
    campaigns: z.array(campaignSchema).min(1),
  })
  .superRefine((data, context) => {
    const accounts = new Map(data.accounts.map((account) => [account._id, account.channel]))
    if (accounts.size < data.accounts.length) {
      context.addIssue({ code: 'custom', path: ['accounts'], message: 'two accounts have the same "_id"' })
    }
    const ids = data.campaigns.map((campaign) => campaign._id)
    if (new Set(ids).size < ids.length) {
      context.addIssue({ code: 'custom', path: ['campaigns'], message: 'two campaigns have the same "_id"' })
    }
    data.campaigns.forEach((campaign, index) => {
      for (const channel of ['email', 'telegram'] as const) {
        const id = campaign.accounts[channel]
        if (id !== null && accounts.get(id) !== channel) {
          context.addIssue({
            code: 'custom',
            path: ['campaigns', index, 'accounts', channel],
            message: `names "${id}", which is not an account of channel ${channel} in this file`,
          })
        }
      }
    })
  })
export type InitData = z.infer<typeof initDataSchema>
