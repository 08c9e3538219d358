/** What a bounce is about, and so who has to act. */
export type BounceConcern = 'address' | 'mailbox' | 'sender' | 'content' | 'transport'

/** One reason why mail comes back. The names are those of sisimai, which operators find documented. */
export interface BounceReason {
  readonly reason: string
  readonly concern: BounceConcern
  /** What servers write; tried in the order of the table, on text with single blanks. */
  readonly patterns: readonly RegExp[]
}

/** Reasons after which no later mail can reach the address. All others leave it alone. */
export const permanentReasons: ReadonlySet<string> = new Set(['userunknown', 'hostunknown', 'hasmoved', 'notaccept'])

/**
 * Reasons by what servers write, the most telling first: a quota message names a user, a policy message names a
 * recipient, so "user unknown" and plain refusals come late.
 */
export const bounceReasons: readonly BounceReason[] = [
  {
    reason: 'networkerror',
    concern: 'transport',
    patterns: [/host not found,? try again|name service error for .{1,200} try again/i],
  },
  {
    reason: 'hostunknown',
    concern: 'address',
    patterns: [/account or domain may not exist/i],
  },
  {
    reason: 'mailererror',
    concern: 'transport',
    patterns: [/\bprocmail\b|\| ?exec |mailer error|pipe to \||x-unix; (?:\d|127|255)/i],
  },
  {
    reason: 'rejected',
    concern: 'sender',
    patterns: [
      /domain of sender|sender(?:'s)? (?:address|domain)|From:? (?:address |header )?(?:domain )?(?:is )?(?:not|in)valid|(?:valid|invalid|a) From:|mail ?from domain/i,
    ],
  },
  {
    reason: 'mailboxfull',
    concern: 'mailbox',
    patterns: [
      /(?:mailbox|mail ?box|inbox|mail ?folder|maildir|mailfolder|account|user|recipient)(?:'s)?(?: \S+){0,4} (?:is |are )?(?:\w+ )?(?:full\b|over (?:its |the |his |storage |disk )?(?:quota|limit)|out of (?:space|storage)|exceed(?:ed|s) (?:its |the |his |allowed |storage |maximum )?(?:quota|size|storage|limit))/i,
      /\b(?:over[ -]?quota|quota[ -]?(?:exceeded|violation|full|reached)|exceeds? (?:the |his |its |their )?(?:\w+ )?quota|exceeded (?:the |his |its |their )?(?:\w+ )?(?:quota|storage allocation|storage limit)|disk quota|ShutoffQuotaExceeded|storage quota|insufficient (?:disk|storage|mailbox) (?:space|quota))/i,
      /mailbox (?:is |size |has )?(?:\w+ )?(?:full|exceeded|over quota)|mailbox_full|mailfolder is (?:over|full)|not enough (?:storage )?space in (?:the )?(?:mailbox|account)|not enough (?:disk )?space for|no space left (?:for|in) (?:user|mailbox)|too much mail data|account (?:is )?(?:temporarily )?(?:over|full)|receiving mail(?: at)? a rate that prevents/i,
      /ящик (?:\S+ ){0,3}(?:переполнен|полон)|переполнен(?:ный)? (?:почтов\S* )?ящик|квота (?:\S+ ){0,3}(?:исчерпана|превышена)|превышен\S* квот|поштов\S* скриньк\S* (?:\S+ ){0,2}переповнен/i,
      /buz[oó]n (?:de correo )?(?:\S+ ){0,3}(?:est[aá] )?lleno|cuota (?:\S+ ){0,3}(?:excedida|superada)|casella (?:\S+ ){0,4}piena|bo[iî]te (?:\S+ ){0,4}pleine|postfach (?:\S+ ){0,4}(?:ist )?voll|caixa (?:\S+ ){0,4}cheia|(?:mailbox|postbus) (?:\S+ ){0,3}vol\b|メールボックス\S{0,12}(?:いっぱい|容量|満杯|一杯)|邮箱(?:已满|空间不足)|收件箱已满/i,
    ],
  },
  {
    reason: 'mesgtoobig',
    concern: 'content',
    patterns: [
      /message (?:is |was )?(?:too (?:big|large)|size exceeds|size \d+ exceeds|file too big)|too large to (?:send|be delivered)|(?:message|mail|total) size (?:exceeds|limit)|exceeds? (?:the )?(?:fixed )?maximum (?:message )?size|max(?:imum)? message size exceeded|message length exceeds|size limit (?:of|exceeded)|RESOLVER\.RST\.(?:Send|Recip)SizeLimit|слишком больш\S* (?:размер|письмо)|demasiado grande|zu gro(?:ß|ss)\b/i,
    ],
  },
  {
    reason: 'hasmoved',
    concern: 'address',
    patterns: [
      /recipient no longer on server|(?:mailbox|user|address|recipient|account)(?: \S+){0,3} has (?:been )?(?:moved|changed|replaced)|mailbox has moved|not our (?:user|customer)\b.{0,40}|user not local|has changed (?:his|her|their|its) (?:e-?mail )?address|new e-?mail address|address (?:has )?changed to/i,
    ],
  },
  {
    reason: 'authfailure',
    concern: 'sender',
    patterns: [
      /\bDMARC\b|\bSPF (?:fail|check|validation|record|hard|soft|rejects)|bad spf|spf.{0,40}(?:fail|not (?:pass|authori[sz]ed|allowed))|\bDKIM\b.{0,60}(?:fail|required|sign|invalid|not|bad)|unauthenticated (?:e-?mail|mail|sender)|sender is unauthenticated|has an SPF record|domainkeys.{0,40}fail|does not designate .{0,80} as permitted|authentication (?:checks? failed|results).{0,80}(?:fail|did not pass)/i,
    ],
  },
  {
    reason: 'requireptr',
    concern: 'sender',
    patterns: [
      /\bPTR\b|reverse[ -]?(?:dns|lookup|hostname|name|mapping)|\brdns\b|no reverse|unverif(?:i|y)able sending ips?|(?:can ?not|unable to|could not|cannot) (?:resolve|find) your (?:host ?name|ip|address)|helo.{0,60}(?:does not (?:match|resolve)|invalid|rejected)|client host rejected: cannot find your|need fully-qualified hostname/i,
    ],
  },
  {
    reason: 'norelaying',
    concern: 'sender',
    patterns: [
      /relay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:allowed|permitted)|prohibited)|(?:not|cannot|unable to) (?:permitted to |allowed to |configured to )?relay|relaying (?:mail )?to .{0,80} (?:prohibited|denied|not allowed)|no relaying|relay not permitted|not a (?:gateway|relay)|insecure mail relay|we do not relay|that domain isn'?t in my list of allowed rcpthosts|not in my list of allowed/i,
    ],
  },
  {
    reason: 'virusdetected',
    concern: 'content',
    patterns: [
      /virus|malware|infected|dangerous (?:file|attachment|extension)|prohibited (?:file|attachment|extension)|banned (?:file|attachment)|due to security polic|executable (?:file|attachment)|ransomware|\btrojan|вирус/i,
    ],
  },
  {
    reason: 'badreputation',
    concern: 'sender',
    patterns: [
      /(?:very )?(?:low|bad|poor) (?:\w+ ){0,2}reputation|reputation (?:of|is|score|too|too low|limit)|due to (?:ip|domain|url)? ?reputation|\[TSS0\d\]|user complaints|S3140|S3150|senderscore|sender ?base|плох\S* репутаци|низк\S* репутаци/i,
    ],
  },
  {
    reason: 'blocked',
    concern: 'sender',
    patterns: [
      /(?:client|sending|your|the|connecting|remote|sender'?s?|source|originating) (?:host|ip|server|mail server|network|address|smtp server)s? ?(?:address ?)?(?:\S+ ){0,4}(?:is |has been |was |are )?(?:\w+ )?(?:block|banned|black ?list|reject|denied|listed|refused|not allowed)|blocked using|block ?list|black ?list(?:ed)?|deny ?list|\b(?:rbl|dnsbl|spamhaus|spamcop|sorbs|barracuda(?:central)?|uceprotect|proofpoint|cloudmark|senderbase|abusix|invaluement|mailspike|trendmicro|psbl|cbl|xbl|pbl)\b/i,
      /banned sending ip|blocked (?:for|by|due|-|from|address|ip)|error - blocked|\bip\b.{0,40}\b(?:blocked|blacklisted|banned|listed)|(?:^|\s)blocked(?:\s*[.;-]|$)|please use the smtp server of your isp|dynamic(?:ally)? (?:assigned )?ip|not accepting (?:connections|mail|messages) from (?:your|this|dynamic)|open relay|no access from mail server|refused to talk to me|ESMTP not accepting connections|connections? (?:not accepted|refused|dropped|rejected) (?:from|by|due)|service (?:is )?refused?, please try later|no smtp service|access denied\.\.\.\w{8}|заблокирован\S* (?:ip|адрес|сервер)|ip[- ]адрес\S* (?:\S+ ){0,3}(?:заблокирован|внес)/i,
    ],
  },
  {
    reason: 'speeding',
    concern: 'sender',
    patterns: [
      /(?:too (?:many|much)|exceed\w*) (?:\w+ ){0,3}(?:messages|mails?|emails|sent|sending|recipients?) (?:\w+ ){0,3}(?:per|this|in|within|an?) (?:\w+ ){0,2}(?:hour|day|minute|connection|session)|sent to too many recipients|(?:mail|message|sending|sender) rate (?:limit|exceed)|rate[- ]limit(?:ed|ing|s)?|sending (?:\w+ )?(?:limit|quota) (?:exceeded|reached)|daily (?:\w+ )*limit|throttl|unusual rate|try again later.{0,40}too (?:fast|many)|(?:превышен|слишком много) (?:\S+ ){0,3}(?:лимит|писем|сообщений)/i,
    ],
  },
  {
    reason: 'toomanyconn',
    concern: 'transport',
    patterns: [
      /too many (?:simultaneous |concurrent |smtp |open )?(?:connections?|sessions?|concurrent|recipients)|connection (?:rate|frequency|limit|count)|concurrent (?:connections|sessions)|maximum (?:number of )?connections/i,
    ],
  },
  {
    reason: 'onhold',
    concern: 'transport',
    patterns: [/grey-?list(?:ed|ing)?|postgrey|please try again later.{0,40}(?:grey|first)|temporarily greylisted/i],
  },
  {
    reason: 'spamdetected',
    concern: 'sender',
    patterns: [
      /\b(?:spam|junk mail|ube|uce|unsolicited|spamassassin|bulk mail|phish\w*)\b|looks like spam|considered (?:as )?spam|classified as spam|spam ?(?:score|content|detected|message|filter|like)|anti-?spam|message content rejected|content (?:filter )?rejected|mail (?:content )?(?:is |was )?rejet[eé]|mail rejected\b|high probability of spam|спам|нежелательн/i,
    ],
  },
  {
    reason: 'notcompliantrfc',
    concern: 'content',
    patterns: [
      /(?:not|non)[ -](?:rfc[ -]?\d* )?complian|not rfc ?\d+|rfc ?\d{3,4} complian|multiple (?:addresses in from|\w+ headers)|bare (?:lf|cr|newline)|missing (?:from|date|message-id) header/i,
    ],
  },
  {
    reason: 'contenterror',
    concern: 'content',
    patterns: [
      /duplicate header|headers? too (?:large|long)|(?:invalid|malformed|improper|bad) (?:header|mime|message (?:format|content))|mime (?:error|structure)|invalid characters? in|line too long|conversion required|too many (?:hops )?(?:received headers|mime)/i,
    ],
  },
  {
    reason: 'suspend',
    concern: 'mailbox',
    patterns: [
      /(?:account|mailbox|user|recipient|email|address|mail ?box|domain)(?:'s)?(?: \S+){0,6} (?:is |has been |was |are )?(?:\w+ )?(?:disabled|suspended|inactive|deactivated|locked|frozen|on hold|blocked|expired|discontinued|closed temporarily)|(?:disabled|suspended|inactive|deactivated|blocked) (?:e-?mail )?(?:account|mailbox|user|recipient|address|due to inactivity)|MAILBOX NOT? ?(?:ACTIVE|ENABLED)|is not active\b|not been activated|DisabledUser|compte .{0,30} bloqu|is currently (?:suspended|disabled)|(?:ящик|аккаунт|учетная запись|пользователь)(?: \S+){0,3} (?:заблокирован|отключ[её]н|неактив)|account is unavailable/i,
    ],
  },
  {
    reason: 'hostunknown',
    concern: 'address',
    patterns: [
      /\b(?:host|domain)(?: or domain)?(?: name)?(?: \S+){0,3} (?:is )?(?:unknown|not found|does not exist|doesn'?t exist|not exist|invalid|unreachable|could not be found|cannot be found)|(?:unknown|invalid|illegal|no such|non-?existent|unresolvable|unrouteable|unroutable|bad) (?:mail )?(?:host|domain)|unrouteable (?:mail )?(?:address|domain)|domain is not reachable|NXDOMAIN|couldn'?t find any host|all relevant mx records point to non-existent|no (?:dns|a|mx)(?: or (?:a|mx))? (?:records?|information) (?:found |was found )?(?:for|on)|name (?:or service )?(?:not known|has no usable)|name service error|no route to (?:host|domain)|host not in|recipient'?s? (?:domain|host) (?:\S+ ){0,3}(?:not|no longer) (?:exist|found|valid)|domain (?:\S+ ){0,2}(?:wasn'?t|was not|could not be|couldn'?t be) found|DNS ?(?:server )?(?:error|lookup failed|query failed).{0,60}(?:not found|nonexistent|NXDOMAIN)|misspell?ed domain|could not find (?:a|the) (?:mail )?(?:gateway|exchanger|host)|(?:^|[ <"])(?:[\w-]+\.)+[a-z]{2,} does not exist|(?:домен|хост)(?: \S+){0,3} не (?:найден|существует)|domain.{0,80}nicht gefunden|dominio (?:\S+ ){0,3}no (?:existe|encontrado)/i,
    ],
  },
  {
    reason: 'notaccept',
    concern: 'address',
    patterns: [
      /(?:host|domain|system|server|recipient|it) (?:\S+ ){0,4}(?:does not|doesn'?t|do not|not|never) (?:accept(?:ing)?|receive) (?:any )?(?:network )?(?:e-?mail|mail|messages)|null mx|nullmx|no mx found|couldn'?t find a mail exchanger|mx (?:record )?is (?:"."|null)|no (?:mail )?(?:mx|mail exchanger)(?: hosts?)? (?:available|found|for)|does not accept mail|mail not accepted at this (?:host|address|domain)|malformed or unexpected name server reply/i,
    ],
  },
  {
    reason: 'filtered',
    concern: 'mailbox',
    patterns: [
      /refused due to recipient preferences|due to (?:extended inactivity|recipient preferences|user'?s? (?:settings|preferences|filter))|user has (?:blocked|rejected)|blocked by (?:the )?(?:recipient|user|addressee)|recipient (?:has )?(?:rejected|refused) (?:your|this|the)|because the recipient.{0,40}(?:blocked|only accepts|is not accepting)|not a registered gateway user|is not accepting (?:mail|messages) from|sender not (?:allowed|authori[sz]ed) by (?:the )?recipient|RCP-P\d/i,
    ],
  },
  {
    reason: 'userunknown',
    concern: 'address',
    patterns: [
      /(?:user|recipient|mailbox|account|address|alias|login|username|mail ?box|customer|member|addressee|local[- ]part|destinataire)s?(?:'s)?(?: (?!rejected|denied|verification)\S+){0,7} (?:is |are |was |has |does |did |could |can ?|do )?(?:been )?(?:(?:currently |permanently )?(?:unknown|un ?known|invalid(?:e)?|unavailable|not (?:found|exist|known|valid|listed|local|recogni[sz]ed|be found|available|registered|here|defined|present|a (?:valid|known))|n'?t (?:exist|have an?|found|be found|be verified|a valid|listed|recogni[sz]ed|available)|no longer (?:valid|exists?|active|available|in use|with|here|on)|deleted|terminated|removed|cancell?ed|closed|non-?exist\w*))/i,
      /(?:no such|unknown|un-known|invalid|illegal|not a valid|nonexistent|non-existent|unrecogni[sz]ed|bad|undeliverable|inactive|obsolete|incorrect|undefined) (?:or (?:illegal|invalid|unknown|inactive) )?(?:local |virtual |final |destination |e-?mail |mail |smtp |inbound |domain |to )?(?:user|users|recipient|mailbox|mail ?box|address|addressee|account|alias|login|person|name|local[- ]part|uid|object|rcpt|destination)/i,
      /(?:user|recipient|mailbox|address)(?:name)?(?: \S+)?[ :]+(?:unknown|does not exist|not found|unavailable)|\b5\d\d \S+@\S+ rejected|mailbox unavailable|not listed in (?:the )?(?:\S+ ){0,4}(?:directory|address book)|RESOLVER\.ADR\.(?:RecipNotFound|RecipientNotFound|ExRecipNotFound|InvalidInSmtp)|RecipNotFound|recipient not found|not (?:our|a|found in|in our) (?:customer|member|user|database)|(?:that|this|the) (?:e-?mail )?(?:account|address|user) (?:that you tried to reach )?(?:does not|doesn'?t) (?:exist|have)|doesn'?t have an? \S+ account|does not (?:have|like) (?:an account|recipient)|there is no (?:such )?(?:user|one|account|mailbox)|no (?:mailbox|account|user|one|recipient)(?: here)?(?: by that name| found| with that name| of that name)|no longer (?:with|works? (?:at|for|here)|employed|available)|user does ?n[o']t exist|no mail ?box (?:here|for)|does not exist (?:here|on this)|address (?:error|rejected(?!:)|unknown|is not valid|not found)|recipient (?:address )?rejected(?!: (?:gr[ea]ylist|policy|spam|blocked|reverse|service|system|message|too|mail))|mailbox does not exist|mailbox not found|cannot find (?:your|the) recipient|destination mailbox address|Remote server returned unknown recipient|user unknown|unknown user|not known at this site|(?:^|\s)unknown address(?! error)/i,
      /нет такого (?:пользователя|адрес\S*|ящика)|(?:пользовател\S*|ящик|адрес\S*|получател\S*|учетн\S* запис\S*)(?: \S+){0,5} не (?:существует|найден\S*|зарегистрирован\S*)|(?:несуществующ|неизвестн|неверн)\S* (?:пользовател|адрес|ящик|получател)\S*|пользователь (?:удал[её]н|не найден)|немає такого|користувач\S* (?:\S+ ){0,3}не (?:існує|знайдено)/i,
      /(?:usuario|destinatario|cuenta|direcci[oó]n|buz[oó]n)(?: \S+){0,5} (?:no (?:existe|encontrad[oa]|v[aá]lid[oa]|es v[aá]lid[oa])|desconocid[oa]|inexistente|inv[aá]lid[oa])|no se (?:encontr[oó]|ha encontrado|pudo encontrar) (?:\S+ ){0,4}(?:usuario|destinatario|direcci[oó]n|buz[oó]n)|(?:benutzer|empf[aä]nger|postfach|adresse|konto)(?: \S+){0,5} (?:unbekannt|nicht (?:gefunden|bekannt|vorhanden)|existiert nicht|ung[uü]ltig)|(?:adresse|utilisateur|destinataire|compte|bo[iî]te)(?: \S+){0,6} (?:inconnue?|invalide|introuvable|n'existe pas|inexistante?)|(?:utente|destinatario|casella|indirizzo)(?: \S+){0,4} (?:sconosciut[oa]|inesistente|non (?:esiste|trovat[oa]|valid[oa]))|(?:usu[aá]rio|destinat[aá]rio|conta|endere[cç]o)(?: \S+){0,4} (?:desconhecid[oa]|inexistente|n[aã]o (?:existe|encontrad[oa]))|u[zż]ytkownik(?: \S+){0,3} nie istnieje|(?:ユーザ\S{0,3}|アドレス|宛先|受信者)\S{0,12}(?:存在しません|見つかりません|不明|ありません|存在しない)|(?:用户|收件人|邮箱|地址|帐号)\S{0,8}(?:不存在|未找到|无效)/i,
    ],
  },
  {
    reason: 'rejected',
    concern: 'sender',
    patterns: [
      /sender (?:\S+ ){0,4}(?:rejected|denied|refused|not (?:allowed|accepted|authori[sz]ed|permitted)|blocked|blacklisted|verify failed|unknown|invalid)|(?:domain of )?sender(?: address)?(?: \S+){0,4} does not (?:exist|resolve)|(?:invalid|bad|unknown|unverified) sender|mail ?from (?:\S+ ){0,4}(?:rejected|denied|refused)|return(?:-?path| address) (?:\S+ ){0,3}(?:rejected|invalid|not)|purported responsible address|not (?:allowed|authori[sz]ed|permitted) to (?:send|post)|you (?:may|do|are|might) not (?:be |have )?(?:allowed|permission|permitted|authori[sz]ed)|posting (?:to|is)|address(?:es)? (?:\S+ ){0,3}blacklisted|(?:all )?recipient addresses rejected ?: access denied|envelope sender|backscatter|permission to post|members?[- ]only|only (?:members|subscribers)|From:/i,
    ],
  },
  {
    reason: 'policyviolation',
    concern: 'sender',
    patterns: [
      /polic(?:y|ies)|header error|not allowed - |message not (?:allowed|accepted)|content (?:presents|restriction|not allowed)|potential (?:security|threat)|administratively|prohibited|disallowed|message (?:was |has been )?(?:blocked|refused|rejected)|delivery not (?:authori[sz]ed|permitted)|rule (?:imposed|set) (?:by|mail)|политик/i,
    ],
  },
  {
    reason: 'securityerror',
    concern: 'sender',
    patterns: [
      /authentication required|smtp auth|must (?:issue a )?starttls|tls (?:required|is required)|encryption (?:required|needed)|security (?:error|reason|violation)|AuthRequired|not authenticated|need to authenticate/i,
    ],
  },
  {
    reason: 'mailererror',
    concern: 'transport',
    patterns: [
      /procmail|\| ?exec |command (?:failed|died|output|time limit)|mailer error|pipe to \||x-unix; (?:\d|127|255)|local configuration error/i,
    ],
  },
  {
    reason: 'networkerror',
    concern: 'transport',
    patterns: [
      /hop count|too many hops|routing loop|mail (?:forwarding )?loop|loops back to|lost connection|connection (?:reset|lost|dropped|closed|was dropped|died)|network (?:is )?(?:unreachable|error)|no route to host|DNS (?:Error|query failed|lookup)|temporary (?:dns|lookup) |name server (?:time|loop)|host not reachable|(?:helo|ehlo) handshake|wasn'?t able to establish an smtp connection|could not connect|unable to connect|connect(?:ion)? failed|broken pipe|host (?:or domain )?name lookup (?:fail|error)|TLS handshake|ESMTP error/i,
    ],
  },
  {
    reason: 'expired',
    concern: 'transport',
    patterns: [
      /(?:message|envelope|delivery|queue|mail|retry time|retry timeout|time ?limit|delivery time)(?: \S+){0,4} (?:has )?(?:expired|exceeded|timed? ?out)|expired|timed? ?out|time-?out|has been (?:in the queue|delayed|queued) (?:for|too|since)|delivery (?:\S+ ){0,3}(?:delayed|delay)|(?:still|yet) (?:being )?(?:retried|trying|undelivered)|could not be delivered (?:for|within|in) (?:more than )?\d|not been (?:delivered|able to deliver)(?: \S+){0,6} (?:hours|days|minutes)|(?:hours|days) (?:old|in queue)|too old|gave up|given up(?! .{0,20}sorry)|retry limit|delivery attempts? (?:\S+ ){0,3}(?:exceeded|failed)|still failing|did not accept our requests to connect|will (?:keep trying|be retried|retry)|connection refused/i,
    ],
  },
  {
    reason: 'systemfull',
    concern: 'transport',
    patterns: [
      /(?:system|disk|storage|file ?system|spool)(?: \S+){0,3} (?:is )?full|no space left on device|insufficient system (?:storage|resources)|out of (?:disk|memory)/i,
    ],
  },
  {
    reason: 'systemerror',
    concern: 'transport',
    patterns: [
      /system error|internal (?:server )?error|local (?:delivery|error|problem)|server (?:error|misconfig|busy)|service (?:currently |temporarily )?(?:un|not )available|temporar(?:y|ily) (?:failure|error|rejected|unavailable|problem|deferred|local problem)|resources (?:temporarily )?unavailable|could not (?:load|open|lock|write)|can'?t (?:create|open|write)|unable to (?:write|open|lock)|configuration (?:error|problem)|cname lookup failed|i\/o error|read-only file|try again later|requested action aborted|database (?:error|unavailable)/i,
    ],
  },
  {
    reason: 'syntaxerror',
    concern: 'transport',
    patterns: [
      /syntax error|bad sequence of commands|improper sequence|command (?:not (?:recogni[sz]ed|implemented)|unrecogni[sz]ed)|(?:need|expecting) (?:mail|rcpt)/i,
    ],
  },
]

/** Concern of reasons that have no pattern of their own. */
export const otherConcerns: Readonly<Record<string, BounceConcern>> = {
  delivered: 'transport',
  delayed: 'transport',
  undefined: 'transport',
  exceedlimit: 'content',
}

/** Reasons by enhanced status code (RFC 3463, and what Microsoft and Google add), for bounces that say nothing else. */
export const reasonsByStatus: readonly (readonly [RegExp, string])[] = [
  [/^5\.1\.[13]$|^5\.1\.351$/, 'userunknown'],
  [/^5\.1\.10$/, 'userunknown'],
  [/^5\.1\.0$/, 'userunknown'],
  [/^[45]\.1\.2$|^5\.4\.4$/, 'hostunknown'],
  [/^5\.1\.6$/, 'hasmoved'],
  [/^[45]\.1\.[789]$/, 'rejected'],
  [/^[45]\.2\.2$/, 'mailboxfull'],
  [/^[45]\.2\.1$/, 'suspend'],
  [/^[45]\.2\.3$|^[45]\.3\.4$/, 'mesgtoobig'],
  [/^[45]\.2\./, 'filtered'],
  [/^5\.3\.2$/, 'notaccept'],
  [/^[45]\.3\.1$/, 'systemfull'],
  [/^[45]\.3\./, 'systemerror'],
  [/^[45]\.4\.[17]$|^[45]\.4\.3(?:1[67]|00)$/, 'expired'],
  [/^[45]\.4\.3$/, 'systemerror'],
  [/^[45]\.4\./, 'networkerror'],
  [/^[45]\.5\.3$/, 'toomanyconn'],
  [/^[45]\.5\./, 'syntaxerror'],
  [/^[45]\.6\./, 'contenterror'],
  [/^5\.7\.25$/, 'requireptr'],
  [/^[45]\.7\.(?:2[0346]|509|515)$/, 'authfailure'],
  [/^[45]\.7\.(?:[56]\d\d|7\d\d)$/, 'blocked'],
  [/^[45]\.7\.9$/, 'policyviolation'],
  [/^[45]\.7\./, 'securityerror'],
]
