import { stem } from '../tokens/stem';

/** Everyday words of support that stand for each other, whatever the product. */
const GROUPS = `
delete remove erase
cost price pricing fee charge rate
photo picture image
buy purchase order
change modify edit update adjust alter
switch change replace
customize personalize modify edit
login signin
signup register
cancel terminate stop
refund reimburse reimbursement
duplicate copy clone
restore recover undelete undo
hide conceal
connect link integrate integration
sync synchronize synchronization
phone mobile
phone telephone
worn unused
slow performance lag
broken failing fail
error failure
rename name
shipping delivery ship deliver
shop store
invoice bill billing receipt
payment pay
transfer move migrate
upgrade update
client customer
arrange order sort reorder
block restrict prevent deny
enable activate
disable deactivate
setup configure configuration
missing disappear vanish lost
discount coupon voucher promo
website site
create make
subscription plan
reset recover
password passcode
crash freeze hang
install installation
allow permit
quantity amount number
limit limitation maximum
suspend suspended
appear display show visible
wallet balance
unpublish offline
inquiry enquiry
layout design
mail email message
folder directory
label tag
oldest earliest first
newest latest last recent
backup export download
computer pc laptop
subtitle caption transcript
stop disable prevent
automatic automatically auto
multiple several many
unread unopened
owner ownership
permission authorization rights
spreadsheet sheet
forward redirect
close closure shut
urgent priority
find locate search
person people someone contact
app application
document file
bug defect problem issue
exception error
startup start launch boot
logs log logging
vulnerability vulnerabilities cve
purchase buy checkout
interest apy
fee charge
lost stolen
`;

/** Everyday goods, which the articles of a shop call items. */
const GOODS = new Set(
  'shoe shoes boots sneakers shirt trousers jeans jacket coat dress clothes sweater bag'.split(' ').map(stem),
);

const ITEM = stem('item');

const table = buildTable();

/** Stems that may stand for this stem, without itself. */
export function synonymsOf(term: string): readonly string[] {
  return table.get(term) ?? (isGood(term) ? [ITEM] : []);
}

/** Whether the stem names one of the things that articles sum up as items. */
export const isGood = (term: string): boolean => GOODS.has(term);

function buildTable(): ReadonlyMap<string, readonly string[]> {
  const groups = GROUPS.trim()
    .split('\n')
    .map((line) => [...new Set(line.split(' ').map(stem))]);
  const found = new Map<string, string[]>();
  for (const group of groups) {
    for (const term of group) {
      const others = group.filter((other) => other !== term && !found.get(term)?.includes(other));
      found.set(term, [...(found.get(term) ?? []), ...others]);
    }
  }
  return found;
}
