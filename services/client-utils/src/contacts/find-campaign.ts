import { OutriderError } from '@outrider/shared'
import type { Campaign } from '@outrider/shared/domain'
import { suggestion } from '../frame/suggest.ts'

/**
 * The campaign of this name, or the only one there is when none is named.
 *
 * @throws OutriderError CAMPAIGN_UNKNOWN, naming those there are
 */
export function findCampaign(campaigns: readonly Campaign[], wanted: string | undefined): Campaign {
  const ids = campaigns.map(({ _id }) => _id)
  const [only] = campaigns
  if (only === undefined) throw new OutriderError('CAMPAIGN_UNKNOWN', 'no campaign is loaded yet')
  if (wanted === undefined) {
    if (ids.length === 1) return only
    throw new OutriderError(
      'CAMPAIGN_UNKNOWN',
      `there are several campaigns, name one with --campaign: ${ids.join(', ')}`,
    )
  }
  const found = campaigns.find(({ _id }) => _id === wanted)
  if (found !== undefined) return found
  throw new OutriderError(
    'CAMPAIGN_UNKNOWN',
    `there is no campaign "${wanted}".${suggestion(wanted, ids)} There is: ${ids.join(', ')}`,
  )
}
