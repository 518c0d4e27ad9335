const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** English function words, with their spellings without apostrophe as customers type them. */
export const STOP_WORDS = words(`
a about above after again against all also am an and any are aren't arent as at be because been before being below
between both but by can can't cant cannot could couldn't couldnt did didn't didnt do does doesn't doesnt doing don't
dont down during each either else ever few for from further get gets getting got had hadn't hadnt has hasn't hasnt have
haven't havent having he he's her here here's hers herself him himself his how how's hows however i i'd i'll i'm i've
id ill im ive if in into is isn't isnt it it's its itself just let let's lets may me might more most must my myself
no nor not now of off on once only onto or other our ours ourselves out over own per same shall she should
shouldn't shouldnt since so some such than that that's thats the their theirs them themselves then there there's theres
these they they'd they're theyre they've this those though through thus to too under until up upon us very was wasn't
wasnt we we'd we'll we're we've were weren't werent what what's whats when when's where where's wheres whether which
while who who's whos whom whose why why's will with within without won't wont would wouldn't wouldnt yes yet you you'd
you'll you're youre you've youve your yours yourself yourselves ya u ur r pls plz ok okay hi hello hey dear sir madam
mam thanks thank thankyou regards cheers
`);

/**
 * What people write around their question. Such words carry little about the subject, yet are rare in articles,
 * so their idf would mislead; they count with a small weight.
 */
export const FILLER_WORDS = words(`
able advice advise advised anyone appreciate appreciated ask asked asking assist assistance attempt attempting attempts
clarify confirm confirmed confused currently encounter encountered encountering experience experienced experiencing
explain figure figured find finding give given glad go going good great guess guidance guide guided happen happened
happening help helped helpful helping hope hoping idea information info inquire inquired inquiries inquiring inquiry
instructions interested issue issues kindly know knowing like look looked looking make making matter maybe mean need
needed needing needs please possible possibly problem problems proceed properly question questions quickly really
regarding request requested requesting resolve resolved seem seems someone something soon sort specifically steps still
struggle struggling suggest support sure tell thing things think thinking tried troubleshoot trouble troubles
troubleshooting try trying unable understand use used using want wanted wanting wants way ways wish wonder wondering
work worked working way allow right currently able asap urgent urgently
`);
