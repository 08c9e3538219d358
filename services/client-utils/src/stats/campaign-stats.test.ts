import { expect, it } from 'vitest'
import { campaignStats, percentile } from './campaign-stats.ts'

const campaignId = 'reviews'

it('a campaign is counted apart from the others', () => {
  const stats = campaignStats('reviews', {
    stages: [
      { campaignId, stage: 'contacted', count: 3 },
      { campaignId, stage: 'stopped', count: 1 },
      { campaignId: 'other', stage: 'contacted', count: 9 },
    ],
    facts: [
      { campaignId, type: 'message-received', detail: null, count: 2 },
      { campaignId, type: 'reply-understood', detail: 'demo', count: 2 },
      { campaignId, type: 'reply-understood', detail: 'question', count: 1 },
      { campaignId, type: 'message-sent', detail: 'intro', count: 4 },
      { campaignId, type: 'demo-booked', detail: null, count: 1 },
      { campaignId: 'other', type: 'message-sent', detail: 'intro', count: 9 },
    ],
    responseTimes: [
      { campaignId, responseMs: 1_000 },
      { campaignId, responseMs: 3_000 },
      { campaignId: 'other', responseMs: 90_000 },
    ],
  })
  expect(stats).toEqual({
    campaign: 'reviews',
    conversations: 4,
    stages: { contacted: 3, stopped: 1 },
    received: 2,
    intents: { demo: 2, question: 1 },
    sent: { intro: 4 },
    events: { 'demo-booked': 1 },
    response: { p50: 1_000, p95: 3_000, count: 2 },
  })
})

it('a percentile is the smallest value that reaches the share', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([percentile(hundred, 0.5), percentile(hundred, 0.95), percentile([7], 0.95)]).toEqual([50, 95, 7])
})
