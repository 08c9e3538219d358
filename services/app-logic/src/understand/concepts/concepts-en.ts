import type { LexiconTable } from '../extract/lexicon.ts'

/** English words of the concepts that a reply to a sales message is made of. */
export const CONCEPTS_EN: LexiconTable = {
  NEG: 'not,never,neither,nor,without,no longer,hardly,nobody,none,nothing,zero',
  NONEED:
    'no need,need not,no point,no reason,no use,spare me,spare us,save your,skip the,do not bother,instead of,rather than,hold off on,not necessary,not needed',
  NO: 'no,nope,nah,nay,no way,hard pass,hard no',
  YES: 'yes,yeah,yep,yup,sure,ok,okay,fine,absolutely,definitely,of course,certainly,gladly,happy to,sounds good,works for me,works,count me in,go ahead,deal,why not,we are in,i am in,agreed,confirmed,confirm,good for me,perfect,alright,lets do it,game,down for',
  PLEASE: 'please,kindly,would you mind,be so kind',
  THANKS: 'thanks,thank you,thank,appreciate*,cheers,much obliged,ta,ty',
  GREET: 'hi,hello,hey,dear,good morning,good afternoon,good day,greetings,yo',
  ME: 'i,me,my,mine,myself,us,our,ours,we,we are,i am,this address,this inbox,this mailbox,this number',
  YOU: 'you,your,yours,yourself,you guys,you people,u,ya',
  WANT: 'want*,would like,would love,love to,need,needs,looking for,wish,prefer,keen,eager,curious to,let us,let me,could we,can we,shall we,may we,hoping to,open to,willing',
  INTEREST:
    'interest*,intrigu*,curious,curiosity,tempting,excited,sounds useful,sounds great,looks great,looks good,looks useful,impress*',
  NOINTEREST:
    'not interested,no interest,uninterested,not for us,not for me,pass on,we pass,i pass,we will pass,i will pass,pass,not a fit,not a good fit,no fit,no thanks,no thank you,not our thing,thanks but no thanks,decline,not relevant,irrelevant,not looking,not in the market,not buying,not needed here,do not need,no need for this,no use for,have no need,all set,all good here,we are good,i am good,we are covered,covered,not applicable,do without,can not use',
  SEND: 'send,sends,sending,forward,shoot,share,attach,drop me,drop us,fire over,ship,pop over,provide,give me,give us,pass along,email over,mail over,get me,get us,resend,point me,any chance of,got a,got any,have you got,do you have a,do you have any',
  DECK: 'deck,decks,presentation,presentations,slides,slide,brochure*,pdf,pdfs,one pager,onepager,one sheet,leaflet,flyer,datasheet,data sheet,fact sheet,factsheet,catalog*,white paper,whitepaper,case study,case studies,materials,material,collateral,documentation,docs,document,documents,price list,pricelist,rate card,price sheet,proposal,write up,writeup,overview,summary,spec sheet,specs,details,info,information,something to read,something in writing,in writing,on paper,recording,video,literature,handout,booklet,ppt,pptx,powerpoint,file,link,attachment,reading material,bullet points,few lines,paragraph,commercial offer,written offer',
  READ: 'read,reading,look over,look through,go through,review,browse,skim,study,digest',
  PRICE:
    'price,prices,pricing,cost,costs,costing,how much,rate,rates,quote,fee,fees,discount*,per seat,per user,license,licence,tier,tiers,plan,plans,free,budget range,minimum,contract',
  DEMO: 'demo,demos,demonstration,walkthrough,walk through,walk me through,walk us through,show me,show us,live,in action,screen share,trial,sandbox,pilot,test drive,poc,proof of concept,try it,tour,showing,webinar',
  MEET: 'meeting,meet,meetings,call,calls,chat,talk,zoom,teams,google meet,meet link,webex,skype,session,slot,slots,catch up,hop on,jump on,get on,speak,discuss,sit down,coffee,lunch,appointment,video call,phone call,a ring,ring me,stop by,drop by,come by,swing by,visit,stop in,come over,drop in',
  BOOK: 'schedule,book,booked,calendar,invite,invitation,calendly,set up,arrange,reserve,pencil,put me down,availability,available,free at,free on,time slot,move it,reschedul*,postpone,push it,cancel,move the,block off,lock in',
  DAY: 'monday,tuesday,wednesday,thursday,friday,saturday,sunday,tomorrow,today,tonight,mon,tue,tues,wed,thu,weekend',
  CLOCK:
    '<time>,noon,morning,afternoon,evening,lunchtime,oclock,half past,midday,minutes,mins,min,hour,half an hour,est,cet,pst,gmt,utc,am,pm',
  MONTH:
    'january,february,march,april,may,june,july,august,september,october,november,december,jan,feb,mar,apr,jun,jul,aug,sept,sep,oct,nov,dec',
  SEASON:
    'spring,summer,autumn,fall,winter,q1,q2,q3,q4,quarter,half year,new year,christmas,easter,thanksgiving,holidays,holiday,fiscal year,year end,end of year,h1,h2',
  SPAN: 'week,weeks,month,months,year,years,days,day,fortnight,couple of weeks,couple of months',
  NEXT: 'next,coming,following',
  AFTER: 'after,until,till,once,as soon as,by the time,when we,when i,when the',
  LATER:
    'later,not now,not right now,not yet,not at the moment,not at this time,not this,right now,at the moment,for now,at this time,some other time,another time,down the road,in the future,in due course,too early,bad time,bad timing,timing is,wrong time,for the time being,currently,eventually,someday,on hold,on ice,park this,park it,parked,shelve*,frozen,freeze',
  RETURN:
    'circle back,get back to me,get back to us,come back,check back,check in,ping,ping me,touch base,revisit,reconnect,follow up,remind me,remind us,reminder,reach out again,try me,try us,try again,write again,talk again,resurface,nudge,knock,get back,back to this,ask me again,ask again,bump,pick this up,pick it up,re engage,reopen',
  BUSY: 'busy,swamped,slammed,underwater,buried,snowed under,in the middle of,midst of,thick of,vacation,on leave,maternity,parental leave,paternity,traveling,travelling,out of office,out of the office,audit,year end close,closing the,migration,merger,relocat*,reorg*,onboarding,launch,peak season,high season,inventory,hands full,firefighting,deadline,tax season,harvest',
  BUDGET: 'budget,budgets,budgeting,funding,money,spend,approved',
  STOP: 'stop,stops,stopping,cease,quit,desist,knock it off,cut it out,enough,give it a rest,leave me alone,leave us alone,leave me,go away,get lost,lose my,lose this,back off,buzz off,piss off,fuck off,sod off,last time,final time,last email,last message,refrain,drop dead,bugger off,no more,halt,discontinue,give up,put an end,that is enough,end this,be the last,last warning',
  UNSUB:
    'unsubscrib*,unsub,opt out,opted out,opting out,optout,opt me out,opt us out,take me off,take us off,take my,take our,take this,do not contact,suppression,withdraw my consent,withdraw consent,revoke,right to object,object to,right to erasure,right to be forgotten,forget me,forget us,forget my,forget i',
  REMOVE:
    'remove,removed,removal,delete,deleted,deletion,erase,erased,erasure,purge,wipe,scrub,strike,expunge,get rid,cross me off,cross us off,drop me from,drop us from,drop them from,exclude',
  LIST: 'list,lists,mailing list,mailing lists,mailing,mailings,database,crm,sequence,cadence,campaign,distribution,newsletter,newsletters,records,rolodex,outreach,drip,automation,spreadsheet,subscription,subscribed,signed up,sign up,blast',
  DATA: 'data,personal data,details you hold,my address,my email,my details,my info,my data,my information,my contact,my name,email address,contact details',
  MSG: 'email,emails,mail,mails,messages,message,letters,note,notes,solicitation*,pitch,pitches,cold,sales emails,texts,communication*,correspondence,inbox',
  WRITE:
    'write,writing,emailing,mailing me,contact,contacting,messaging,reach out,reaching out,bother,bothering,disturb,pester,pestering,harass*,calling,texting,spamming,chasing,hassle,pitching,selling,hounding,bugging,soliciting,approach,knocking,hear from you,hearing from you,heard from you',
  SPAM: 'spam,spammer,spammers,junk,scam,phishing,unsolicited,robot,bot,automated,robots,bots',
  THREAT:
    'lawyer,lawyers,attorney,legal,court,sue,suing,gdpr,can spam,casl,ccpa,pecr,report you,reporting you,report this,report it,reported,complaint,complain,complaining,block,blocked,blocking,regulator,ico,ftc,data protection,law,illegal,sued,fine you,consequences,cease and desist,abuse,blacklist*,blocklist*,mark you,marked you,mark this as,police,authorities,harassment,filter',
  ANGER:
    'shit,fuck*,damn,hell,bloody,idiot*,stupid,ridiculous,annoying,sick of,tired of,fed up,shame,pathetic,garbage,rubbish,crap,bullshit,disgust*,unwanted',
  MORE: 'again,anymore,any more,further,ever,ever again,more,another,one more,any further,henceforth,going forward',
  VENDOR:
    'already use,already have,already work,already using,already on,have a vendor,have a provider,have a supplier,have a partner,have a tool,happy with,satisfied with,current provider,current vendor,current supplier,incumbent,in house,inhouse,built our own,our own,competitor,competitors,under contract,just signed,locked in,renewed,went with,chose,picked another,someone else,another vendor,another provider,sorted,switched to,homegrown,no plans,not planning',
  NOTME:
    'wrong person,wrong address,wrong guy,wrong department,not the right person,not the person,not the right contact,not my area,not my department,not my call,not my decision,not my job,not my remit,not my thing,not mine,not me,above my pay,do not handle,do not deal with,do not decide,am not in charge,not in charge,not responsible,not involved,not the one,right person,best person,better person,proper person,correct person,better off,right contact,best contact,point of contact,better contact',
  RESP: 'in charge,responsible,handles,handle,decides,decide,deals with,deal with,looks after,takes care,oversees,manages,owns,runs,heads,leads,took over,takes over,taking over,replaced,replaces,my successor,successor,covers,her area,his area,their area,her department,his department,her call,his call,their call,decision maker,calls the shots,signs off,holds the,is the one,go to person',
  ROLE: 'director,head of,manager,cto,cfo,ceo,coo,cmo,cio,vp,procurement,purchasing,colleague,boss,chief,assistant,partner,founder,owner,team,department,office,accountant,accounting,controller,supervisor,secretary,deputy,lead,admin,it guy,hr,marketing,finance,operations,sales,coworker,legal team,engineer,engineering,buyer,analyst,coordinator,specialist,wife,husband',
  ASKHIM:
    'ask,talk to,speak to,speak with,talk with,write to,reach out to,contact him,contact her,contact them,get in touch with,drop him,drop her,email him,email her,go to,go through,loop in,looping in,looped in,direct this,direct your,address this,forwarded,forwarding,passing this,pass this,passed this,try his,try her,redirect*,addressed to,should be talking to,take it up with,check with,through,cc him,copying,adding,her email,his email,her number,his number,reach him,reach her,reach them,him,her,them,point you,refer you',
  CONTACT: '<email>,<phone>,<handle>',
  COPY: 'cc,cced,copied,in copy,in cc,bcc,fyi,keep in the loop,for visibility',
  LEFT: 'left the company,has left,no longer works,no longer with,used to work,former,formerly,ex,retired,quit last,moved on,gone,no longer here',
  QWORD:
    'what,which,who,where,when,why,how,whose,do you,does it,does your,is it,is there,are you,are there,can it,can your,could it,will it,would it,did you,have you,has it,is this,any discount,what is,whats,how long,how many,how does,how do,can i,can you tell,wondering if,wonder,curious whether,question,questions',
  FEATURE:
    'integrat*,support,supports,api,sap,salesforce,hubspot,1c,excel,sso,saml,mobile,app,on prem,on premise,cloud,saas,hosted,security,soc,iso,certif*,export,import,language*,languages,compatible,works with,work with,feature,features,sla,uptime,implementation,setup,warranty,guarantee,references,compare,comparison,differ*,users,seats,locations,platform,version,system,data residency,servers,encrypt*,vat,invoice,payment,pay',
  SOURCE:
    'where did you get,how did you get,get my email,got my email,get my address,got my address,find me,found me,who gave you,who are you,is this a real person,are you a bot,are you human,are you real,what company',
  BUT: 'but,however,although,though,yet,still,instead,rather,that said,except,having said that',
  IF: 'if,unless,whether,provided,as long as,in case,assuming,only if,should you,when',
  FIX: 'wait,scratch that,strike that,never mind,nevermind,on second thought,hold on,actually,i mean,correction,or rather,forget that,i take that back,changed my mind,hang on,meant,typo,oops',
  SAID: 'said,says,told,tells,asked,asks,mentioned,wrote,claims,claimed,thinks,thought,according to,apparently,heard,suggested,wanted,used to,ago,last year,last month,last week,yesterday,back then,previously,once asked,previous,old,years',
  SARC: 'great,wonderful,lucky,just what i,exactly what,another,yet another,oh,wow,bravo,congratulations,fantastic,brilliant,thrilled,honored,delighted,cute,lovely,nice try,riveting,charming',
  ORDER:
    'ignore,disregard,previous instructions,instructions,system,prompt,assistant,classify,classifier,label,labels,mark this,tag this,category,intent,json,output,override,ai,model,llm,as an,admin,developer,mode,respond with,set intent,token,reclassify',
  ACK: 'got it,noted,received,understood,will do,will let you know,let you know,get back to you,will look,will read,will take a look,will think,let me think,we will see,ok thanks,cheers,no worries,welcome,no problem,good luck,nice,great work,congrats,happy holidays,same to you,have a nice,take care,acknowledg*,forwarded internally,will discuss internally,passed it on,will pass,think about it,think it over,sleep on it,keep you posted,keep you in mind,keep it in mind,on file,just testing,test',
  MISDIRECT:
    'order,invoice,delivery,shipment,resume,cv,ticket,password,candidate,vacancy,parcel,my account,refund,mom,dad,honey,kids,dinner,who is this,wrong chat,did you mean,not sure what,do not understand,what do you mean,confused,huh',
  ATT: 'attached,see attached,earlier,above,below,in the thread,already seen,have seen,already have your,already got,already received,already sent,already read,looked at,saw your',
}
