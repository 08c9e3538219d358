import { patterns } from './pattern.ts'

const CONTACTING =
  '(?:email|emails|emailing|messag*|writing|contacting|sending|spamming|spam|mailing|calling|texting|bothering|reaching|harassing|pestering|soliciting|pitching|chasing|hounding|bugging|following|with the (?:emails|messages|spam|pitches|mails)|these|this nonsense|it|trying|knocking|filling|cluttering)'
const CONTACT =
  '(?:contact*|email*|write|message*|call|text|bother|disturb|mail|reach|approach|spam|pester|solicit|pitch)'
const ME = '(?:me|us|my|our|here|this (?:address|inbox|mailbox|email|number|company|account|domain))'
const AGAIN = '(?:again|anymore|any more|ever|any further|further|in (?:the )?future|any longer|going forward)'
const MESSAGES =
  '(?:emails?|mails?|messages?|contact|follow ups?|followups?|communications?|correspondence|letters|notes|outreach|solicitations?|pitches|marketing|spam|newsletters?|texts|offers|reminders|cold emails?|sales emails?)'

export const OPT_OUT_EN = [
  ...patterns('en', 'strong', [
    `(?:stop|quit|cease|refrain from) (?:all |any |the |your |ever )?${CONTACTING}`,
    '(?:please|just|kindly|now|so|must|to|really|ok) stop',
    'stop (?:please|now|it|already|right now|immediately|this|these|all of this|thanks)',
    `(?:do not|never|not to|must not|may not|should not|not) (?:ever |you dare |please )?${CONTACT} (?:to |out |out to |with )?(?:${ME} )?(?:\\S+ ){0,3}?${AGAIN}`,
    `(?:do not|never|not to) ${CONTACT} (?:to |out to |with )?(?:me|us|this (?:address|inbox|mailbox|number)) (?:please|thanks|thank you|at all)`,
    `(?:do not|never|not to) send ~ (?:me|us|here) (?:\\S+ ){0,4}?${AGAIN}`,
    `(?:do not|never|not to) send (?:me |us )?(?:any more|any further|another|any other|more|further|any) (?:of (?:these|this|your|those) )?(?:\\S+ )?(?:${MESSAGES}|of (?:these|this|those))`,
    '(?:take|get|pull|cut|drop|knock|leave|keep) (?:me|us|my (?:\\S+ ){1,3}|our (?:\\S+ ){1,3}|this (?:\\S+ ){1,2}|both of us|all of us|everyone here) ?(?:off|out of) (?:of )?(?:your|the|this|that|any|all|whatever|these|every|it|mailing|from|please|now|immediately|list)',
    '(?:take|get) (?:me|us) off(?: please| thanks| now)?',
    '(?:remove|delete|erase|unsubscribe|unsub|scrub|purge|wipe|exclude|strike|deregister) (?:me|us|my|all my|all of my|our (?:address*|email*|company|details|domain|data|contact*|number|office|team)|this (?:address|email|inbox|account|contact|mailbox|number|domain|company)|any data|all data|everything you|whatever you|any personal|all personal|all information|any information|every record)',
    '(?:want|need|ask|asking|asked|like|demand|request|insist|please|wish) (?:\\S+ )?(?:to be )?(?:removed|deleted|erased|unsubscribed|taken off|opted out)',
    '(?:drop|cross|strike|scratch|knock) (?:me|us) (?:off|from)',
    '(?:please|kindly|to|want|i|let me|hereby|just|pls|we|me|would) (?:unsubscribe|unsub)',
    '(?:unsubscribe|unsub) (?:please|now|immediately|asap|thanks|thank you|from|all|already|and do not|or)',
    '(?:how|where) (?:do|can|could|would) i (?:unsubscribe|opt out|get off)',
    '(?:clicked|tried|hit|pressed|asked to|used|no|where is the|missing|without an?) (?:the |your |an? |to )?(?:unsubscribe|opt out)',
    'unsubscribe (?:link|button|option) (?:\\S+ ){0,3}(?:not|broken|missing|dead|fails|failed|nowhere|404)',
    '(?:opt|opting|count) (?:me|us) out of (?:your|this|these|all|any|the|every|future)',
    'opt (?:me|us) out',
    '(?:want|like|wish|need|i|we|hereby|please|am|are|choose) (?:to )?opt(?:ing)? out',
    'lose (?:my|our|this|that|the) (?:number|address|email|contact*|inbox|details)',
    'forget (?:my|this|our) (?:address|email|number|inbox|contact*)',
    'forget (?:i|we) (?:exist*|ever)',
    'leave (?:me|us|my inbox|my team|this inbox) (?:alone|be|in peace)',
    'stay out of my (?:inbox|mailbox|mail)',
    `(?:no more|no further|not another|not one more|zero more|not a single|not want any more|not need any more) (?:of (?:your|these|those) )?(?:\\S+ )?${MESSAGES}`,
    `not (?:want|wish|care|like|need|expect|agree|consent) (?:to )?(?:ever )?(?:hear|be contacted|receive|receiving|get|getting|be emailed|be messaged|see|read) (?:anything |any |from you|your|these|this|more|further|again)`,
    `not want (?:any |your |these |more |to get )+(?:\\S+ )?${MESSAGES}`,
    '(?:withdraw|withdrawing|revoke|revoking) (?:\\S+ ){0,2}consent',
    '(?:never|not) (?:gave|given|give|consented|agreed) (?:\\S+ ){0,3}(?:consent|permission|to (?:be contacted|receive|this|these))',
    '(?:right to (?:object|erasure|be forgotten)|article (?:17|21)|art (?:17|21)|erasure request|deletion request|removal request|data deletion|subject access)',
    'under (?:the )?(?:gdpr|ccpa|can spam|casl|pecr)',
    '(?:put|add) (?:me|us|this \\S+) (?:on|to) (?:your |the )?(?:do not|suppression|no contact|blacklist|blocklist|dnc)',
    'cease and desist',
    '(?:fuck|piss|bugger|sod|buzz|back|f) off',
    '(?:go away|get lost|drop dead|get stuffed|get out of my inbox|hit the road)',
    '(?:knock|cut) it (?:off|out)',
    '(?:be|was|make|is|this) (?:this |it |your |the )*(?:last|final) (?:email|message|mail|note|one|time|letter) (?:i|you|we|from|that|here|please|to)',
    'remove from (?:your |the |this |all |any )?(?:mailing |email |contact |distribution )?(?:list*|database|crm|sequence)',
    '(?:discontinue|terminate|halt|end) (?:all |any |this |these |your |further )+(?:\\S+ )?(?:contact|communication*|emails?|messages?|mailing*|outreach|correspondence|conversation|campaign)',
  ]),
  ...patterns('en', 'weak', [
    `(?:do not|never|not to) (?:ever |please )?${CONTACT}(?: (?:to |out to |with )?(?:me|us|here|this (?:address|inbox|mailbox|number)))`,
    '(?:do not|never|not to) send (?:me|us|here) (?:anything|stuff|this|these|things|emails|messages|mail|spam)',
    '(?:do not|never) send (?:this|these|anything|stuff|things|emails|messages) (?:to )?(?:me|us|here)',
  ]),
  ...patterns('en', 'threat', [
    '(?:report|reporting|reported) (?:you|this|it|your (?:\\S+ )?(?:company|domain|email*|message*|address)|the next|every|them all|as spam|for spam|to (?:the )?(?:ico|ftc|authorities|abuse|spamhaus|data protection|regulator|your (?:provider|host|isp)))',
    '(?:mark|marking|flag|flagging|marked|flagged|tag) (?:you|this|it|your|these|them|the next|every) ~ (?:spam|junk)',
    '(?:block|blocking|blocked|ban|blacklist|blacklisting|blocklist) (?:you|your|this (?:sender|address|domain)|the (?:sender|domain|address)|them all|every)',
    '(?:spam|junk|trash) (?:folder|filter|bin|button) (?:it is|is next|next|for you|from now)',
    '(?:will|going to|shall|would|am about to|may|have to|forced to|happily) (?:be )?(?:sue|suing|complain|complaining|file|filing|lodge|lodging|press|report|block|pursue|escalate) (?:you|to|a complaint|complaint|charges|legal|with|about|formal*|this to)',
    '(?:hear|hearing) from (?:my|our) (?:lawyer*|attorney*|legal|solicitor*|counsel)',
    '(?:my|our) (?:lawyer*|attorney*|legal team|legal department|legal counsel|solicitor*) (?:will|is|are|would) (?:\\S+ )?(?:be in touch|contact you|copied|be contacting|write to you|be writing|hear*|deal with you|see you|love this|be happy|take it|informed)',
    '(?:call|calling|calls|involve|involving|contact|contacting|forward* (?:\\S+ )?to|pass* (?:\\S+ )?to|cc|ccing|get) (?:my|our) (?:lawyer*|attorney*|solicitor*)',
    '(?:legal action|see you in court|take you to court|small claims|legal consequences|legal steps|legal proceedings|formal complaint|complaint with|complaint to|complain to)',
    '(?:is|are|constitutes?|as|considered|called) (?:plain |pure |clear |now |an? )?harassment',
  ]),
]
