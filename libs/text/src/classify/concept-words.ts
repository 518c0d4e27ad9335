/**
 * Words and phrases that customers use for the same thing, one group per line, in any of their forms. What a few examples
 * call "cash machine" is thereby known as "ATM" too. General English of customer support; product-neutral on purpose.
 */
export const CONCEPT_WORDS = `
  cash machine | cashpoint | cash point | atm | bank machine | cash dispenser
  withdraw | withdrawal | take out | took out | taken out | taking out | cash out | get cash | got cash | getting cash | get money out
  cash | notes | bills | banknotes | coins
  cheque | check deposit | cheques | checks deposited | paper check
  pay in | deposit | put in | add money | adding money | put money | load | loading | fund my account | add funds | adding funds | top up | topup | topping up | topped up | top ups | recharge | refill | reload
  automatic | automatically | auto | recurring | scheduled | in advance | by itself | on its own
  decline | denied | reject | refuse | turned down | not accepted | wont accept | not approved | knocked back | bounced | blocked payment
  fail | failed | failure | unsuccessful | did not go through | didnt go through | not go through | hasnt gone through | didnt work | not successful | could not complete | not completed
  revert | reverse | undone | returned to | came back | gone back | cancelled itself | sent back to me | was returned
  pending | processing | still waiting | in progress | not yet complete | not cleared | stuck | on hold | being processed | awaiting
  arrive | delivered | delivery | received | get here | show up | come in the mail | in the post | turn up | turned up | reach me
  not arrived | not received | hasnt arrived | havent received | never came | didnt arrive | still waiting for | hasnt come | not here yet | did not get | never got | hasnt shown up | havent gotten | not come | not shown up
  how long | when will | how soon | how many days | how fast | how quickly | timeframe | time frame | eta | duration | takes to | estimate | what time
  track | tracking | locate | whereabouts | where is my | status of
  lost | misplaced | missing | cant find | cannot find | lose | left behind | dropped somewhere
  stolen | theft | robbed | stole | thief | mugged | pickpocketed | snatched
  compromised | hacked | fraud | fraudulent | scam | somebody used | someone else used | someone is using | unauthorised | unauthorized | suspicious activity | without my permission | not made by me | security breach
  not recognise | dont recognize | dont recognise | not recognize | unfamiliar | unknown payment | never made | didnt make | did not make | did not authorise | dont remember | unknown charge | strange payment | not mine | not familiar
  freeze | block | lock | disable | suspend | deactivate
  unblock | unlock | unfreeze | reactivate | enable again | reenable
  fee | charge | surcharge | cost | extra money | commission | charges | charged | costs | charging | penalty
  price | how much | rates | tariff | pricing | expensive | cheap | cheaper | quote
  free | no charge | at no cost | without paying | complimentary | for nothing
  refund | money back | reimburse | reimbursement | get back my money | give back | repay | restitution | money returned
  not showing | doesnt show | not appear | doesnt appear | not visible | cant see | cannot see | dont see | not there | not reflected | not in my account | isnt showing | not updated | hasnt updated | not been updated | not been credited | hasnt been added
  duplicate | twice | double | two times | charged again | repeated | second time | more than once | multiple times | same payment
  wrong | incorrect | mistake | error | not right | inaccurate | not correct | messed up | erroneous | off
  amount | sum | total | quantity | less than | more than i | short changed
  exchange | convert | conversion | swap currency | exchanging | change currency | converting
  exchange rate | conversion rate | currency rate | rate of exchange | foreign rate | interbank rate
  currency | currencies | foreign money | euros | dollars | pounds | fiat | eur | usd | gbp | aud
  abroad | foreign | overseas | other country | international | internationally | another country | different country | outside the country | travelling | on holiday | on vacation
  country | countries | region | where i live | location | nation | places | areas | europe | eu
  transfer | send money | sending money | wire | remit | move money | sent money | sent funds | send funds | moving money
  receiver | recipient | beneficiary | payee | friend | my friend | receiving party | other person | other party | receipient
  cancel | abort | call off | undo | stop it | revoke | void | take back | rescind
  direct debit | standing order | recurring payment | subscription payment | automatic payment
  bank transfer | sepa | swift | wire transfer | account transfer | bacs
  credit card | debit card | visa | mastercard | master card | amex | plastic
  apple pay | google pay | mobile wallet | phone payment | samsung pay | apple watch | digital wallet
  contactless | tap to pay | tap and pay | touchless | nfc | tap my card
  virtual card | online card | digital card | card number online
  disposable | one time | single use | throwaway | temporary | burner
  physical | plastic card | real card | actual card | tangible
  spare | additional | extra card | second card | another card | more cards | two cards | multiple cards | add a card | daughter | husband | wife
  replace | new card | renew | renewal | substitute | replacement
  expire | expiry | expiration | run out | about to end | valid until | runs out | expires
  activate | start using | turn on | switch on | set up my new | enable | activation | get it working | initiate
  link | connect | pair | associate | attach | bind | hook up
  order | request | apply for | get hold of | obtain | acquire | purchase | send me
  pin | passcode | pass code | password | code | access code | security code | secret number
  forgot | forgotten | dont remember my | cant remember | cannot remember | lost my password | no longer know
  change | modify | update | edit | alter | amend | switch | set a new | reset
  personal details | my name | address | my details | personal information | moved house | phone number | surname | maiden name | contact details | new address
  verify | verification | prove | proof | confirm | validate | authenticate | identification
  identity | id check | who i am | passport | id card | driving licence | kyc
  why | what reason | reason for | how come | whats the purpose | purpose
  necessary | required | mandatory | have to | need to | must | obligatory
  source of funds | where my money comes | where did my money come | origin of funds | funds come from | money came from
  limit | maximum | cap | restriction | minimum | how many | highest amount | threshold | restrict
  age | how old | children | kids | my child | minor | under 18 | teenager | son | young
  supported | available | accepted | work with | compatible | usable | allowed | can i use | accept
  shop | store | merchant | retailer | seller | vendor | business | restaurant
  close account | delete account | terminate account | end my account | shut down my account | delete my account | close my account | terminate my account
  phone | mobile | cell | handset | smartphone | device | iphone | android
  swallowed | ate my | retained | kept my card | card got stuck | stuck in the machine | took my card | eaten | sucked in | didnt give back
  not working | broken | doesnt work | malfunction | does not work | isnt working | wont work | stopped working | faulty | defective | unusable | out of order | cant use | not functioning | trouble using
  crash | freezes | hangs | slow | unresponsive | bug | glitch | laggy
  help | assist | support | guidance | advise | hand with
  person | human | agent | representative | operator | advisor | live chat | staff | someone real
  complain | complaint | unhappy | dissatisfied | disappointed | upset | angry | terrible | awful | horrible | worst
  thanks | thank you | appreciate | cheers | grateful
  hello | hi | hey | good morning | good evening | greetings
  goodbye | bye | see you | farewell | talk later | take care
  balance | funds available | money i have | how much money | account total
  statement | bank statement | account history | transaction list | history | records
  invoice | receipt | bill | proof of purchase
  discount | coupon | voucher | promo | promotion | offer | deal | code for money off | special price | sale
  subscription | plan | membership | package | tier
  upgrade | higher plan | premium | move up | better plan
  downgrade | lower plan | move down | smaller plan
  sign up | register | registration | create an account | open an account | join | enroll | new account
  sign in | log in | login | log on | access my account | get into my account | signin
  sign out | log out | logout
  email | e mail | mail address | inbox
  notification | alert | message me | reminder | remind me | notify
  ship | shipping | dispatch | courier | parcel | package sent | shipment | post | send out
  exchange item | return | send back | bring back | returns
  size | fit | dimension | measurement | length | width | height | big | small | large | too tight
  stock | in stock | available again | sold out | out of stock
  damaged | broken item | torn | scratched | cracked | dented | defect
  quality | genuine | authentic | original | fake | counterfeit
  warranty | guarantee | guaranteed | repair | fix under
  installments | instalments | emi | monthly payments | pay later | pay over time | finance
  cash on delivery | cod | pay on delivery | pay at the door
  appointment | booking | reservation | reserve | schedule | book a
  recommend | suggest | suggestion | advise me | which one | what should i | best for | good for
  compare | difference | better than | versus | different from | vs
  ingredient | contains | made of | material | fabric | composition
  job | career | vacancy | hiring | work for you | internship
  partner | franchise | distributor | dealership | reseller | wholesale | bulk
  team | contest | match | league | game | player
  points | score | scores | rewards | loyalty | bonus | cashback | credits
  refer | referral | invite | invited a friend
  weather | forecast | rain | temperature | sunny
  translate | say in | language | speak spanish | speak french
  joke | funny | make me laugh
  music | song | playlist | tune | track playing
  alarm | wake me | timer
  calendar | meeting | event | schedule a meeting | agenda
  recipe | cook | cooking | meal | dish | food
  flight | plane | airline | airport
  hotel | motel | place to stay | accommodation
  car | vehicle | auto rental | automobile
  rent | hire | rental | lease
  tax | taxes | irs | vat
  insurance | coverage | insured | policy covers
  loan | mortgage | borrow | lend
  interest | apr | interest rate | percentage rate
  salary | income | paycheck | wages | payday
  holiday | vacation | time off | pto | day off | days off | leave
  spend | spent | spending | expenses | expenditure
  budget | save money | savings
  home | house | apartment | flat
`;
