const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Abbreviations (with their dot, lower case) after which a sentence goes on. */
export const ABBREVIATIONS = words(`
e.g. i.e. etc. vs. cf. ca. approx. no. nos. nr. dr. mr. mrs. ms. prof. st. fig. sec. min. max. incl. excl. esp. resp.
inc. ltd. co. corp. dept. est. tel. ext. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. z.b. d.h. u.a.
bzw. ggf. p.ej. sr. sra. av. m. mme.
`);

/** Words that open a sentence or a step; used only where a line break was lost between two words. */
export const SENTENCE_OPENERS = words(`
A About Add After All Allow Also An And Another Any Are As Ask At Be Because Before Both But By Can Change Check Choose
Click Close Complete Confirm Connect Contact Continue Copy Create Currently Customize Delete Depending Do Does Double
Download Drag Each Edit Either Enable Enter Every Find First Follow For From Get Go Has Have Hover How However If
Important In Is It Keep Learn Let Log Make Manage More Move My Navigate New Next No Not Note Notes Now On Once One Only
Open Optional Or Our Paste Please Press Read Refresh Remember Remove Repeat Review Save Scroll See Select Set Should
Show Sign Since So Some Start Step Stop Tap Test That The Then There These They This Those Tip Tips To Troubleshooting
Try Turn Type Under Unfortunately Update Upgrade Upload Use Verify View Visit Wait Warning We What When Where Whether
Which While Who Why Will With You Your
`);
